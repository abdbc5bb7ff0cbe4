import { setTimeout as pause } from "node:timers/promises";
import type { Answer, GatewayRequest, NoAnswer, Sender, SendOptions } from "#lib/alipay/send.ts";
import { type Circuit, CLOSED, type Heard, hear, isSuspect, restMs } from "./circuit.ts";

type HostTurn = { origin: string; from: Circuit["kind"]; to: Circuit["kind"] };

/** A sender that stops calling hosts that do not answer. */
export type GuardedSender = Sender & {
  /** Every host that was called, and what is believed of it. */
  hosts: () => { origin: string; kind: Circuit["kind"] }[];
  /** Told at each change; "closed" is told after the first good answer. */
  onTurn: (listener: (turn: HostTurn) => void) => void;
};

type Host = { origin: string; circuit: Circuit; probing: boolean; trying: boolean };

/** A host in good health answers a bare GET in a fraction of this. */
const PROBE_DEADLINE_MS = 3000;

/** A host that answers no probe is most likely away: what is tried there ends by then, as provably not sent. */
const DEAF_CONNECT_MS = 1500;

type Pace = {
  /** Pause between two probes of an open host, in milliseconds. */
  probeMs?: number;
  /** The clock, in milliseconds; it never goes back. */
  now?: () => number;
};

/**
 * Puts a breaker in front of every host that calls go to. While it is open a call is answered at once as not sent, but for one now
 * and then, which finds out; what is under way ends as it ends.
 */
export function guardSender(
  sender: Sender,
  { probeMs = 5000, now = () => performance.now() }: Pace = {},
): GuardedSender {
  const hosts = new Map<string, Host>();
  const listeners: ((turn: HostTurn) => void)[] = [];
  const closing = new AbortController();

  const hostOf = (origin: string): Host => {
    const host = hosts.get(origin) ?? { origin, circuit: CLOSED, probing: false, trying: false };
    hosts.set(origin, host);
    return host;
  };

  const note = (host: Host, heard: Heard): void => {
    const from = host.circuit.kind;
    host.circuit = hear(host.circuit, heard, now());
    const to = host.circuit.kind;
    if (to !== from) for (const listener of listeners) listener({ origin: host.origin, from, to });
  };

  /** Probes: at once, then quickly while there is only a suspicion and no answer, then slowly for as long as the host is open. */
  const probe = async (host: Host, url: URL, { allowed }: SendOptions): Promise<void> => {
    if (host.probing) return;
    host.probing = true;
    while (isSuspect(host.circuit) && !closing.signal.aborted) {
      const heard = isThere(await sender.send(bareGet(url), { deadlineMs: PROBE_DEADLINE_MS, allowed }));
      note(host, heard ? "probe_answered" : "probe_failed");
      const isOpen = host.circuit.kind === "open";
      if (heard && !isOpen) break;
      await pause(isOpen ? probeMs : probeMs / 5, undefined, { signal: closing.signal, ref: false }).catch(() => {});
    }
    host.probing = false;
  };

  /** How a call may be sent to a host; null while it is open and rests, or while another call is tried. */
  const howToCall = (host: Host, options: SendOptions): SendOptions | null => {
    const { circuit, trying } = host;
    if (circuit.kind === "closed") return options;
    if (trying || now() - circuit.since < restMs(circuit, options.deadlineMs, probeMs)) return null;
    return circuit.deaf ? { ...options, connectMs: DEAF_CONNECT_MS } : options;
  };

  return {
    async send(request, options) {
      const url = URL.parse(request.url);
      // The sender refuses it; that says nothing of any host.
      if (!url || !options.allowed(url)) return sender.send(request, options);
      const host = hostOf(url.origin);
      const isTrial = host.circuit.kind === "open";
      const how = howToCall(host, options);
      if (how === null) return REFUSED;
      if (isTrial) host.trying = true;
      const result = await sender.send(request, how).finally(() => {
        if (isTrial) host.trying = false;
      });
      note(host, isAnswered(result) ? "call_answered" : isTrial ? "trial_failed" : "call_failed");
      void probe(host, url, options);
      return result;
    },
    hosts: () => [...hosts.values()].map(({ origin, circuit }) => ({ origin, kind: circuit.kind })),
    onTurn: (listener) => void listeners.push(listener),
    close() {
      closing.abort();
      sender.close();
    },
  };
}

const REFUSED: NoAnswer = { kind: "no_answer", sent: false, reason: "breaker_open", ms: 0 };

/** What an answer below 500 says is no matter of the breaker, a redirect or a refusal included. */
const isAnswered = (result: Answer | NoAnswer): boolean => result.kind === "answer" && result.status < 500;

/** A proxy says these of a gateway behind it that is away. */
const AWAY: readonly number[] = [502, 503, 504];

/** A gateway that is there may have no word but an error for a bare GET: many do nothing but POST (501, 405). */
const isThere = (result: Answer | NoAnswer): boolean => result.kind === "answer" && !AWAY.includes(result.status);

/**
 * The gateway's address and nothing else: it asks for no payment and can change none. A real charge as the probe would leave a sale
 * in the dark each time; a real query would need somebody's keys and number.
 */
const bareGet = ({ origin, pathname }: URL): GatewayRequest => ({
  method: "GET",
  url: origin + pathname,
  headers: {},
  body: "",
});

import { setTimeout as pause } from "node:timers/promises";
import type { Answer, GatewayRequest, NoAnswer, Sender, SendOptions } from "#lib/alipay/send.ts";
import { type Circuit, CLOSED, type Heard, hear, isSuspect } from "./circuit.ts";

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

/**
 * Puts a breaker in front of every host that calls go to. While it is open a call is answered at once as not sent; what is under
 * way ends as it ends. `probeMs`: pause between two probes of an open host, in milliseconds.
 */
export function guardSender(sender: Sender, { probeMs = 5000 }: { probeMs?: number } = {}): GuardedSender {
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
    host.circuit = hear(host.circuit, heard);
    const to = host.circuit.kind;
    if (to !== from) for (const listener of listeners) listener({ origin: host.origin, from, to });
  };

  /** Probes until the host answers: at once, then quickly while it is only a suspicion, then slowly. */
  const probe = async (host: Host, url: URL, { allowed }: SendOptions): Promise<void> => {
    if (host.probing || !isSuspect(host.circuit)) return;
    host.probing = true;
    while (isSuspect(host.circuit) && !closing.signal.aborted) {
      const heard = judge(await sender.send(bareGet(url), { deadlineMs: PROBE_DEADLINE_MS, allowed }));
      note(host, heard ? "probe_answered" : "probe_failed");
      if (heard) break;
      const ms = host.circuit.kind === "open" ? probeMs : probeMs / 5;
      await pause(ms, undefined, { signal: closing.signal, ref: false }).catch(() => {});
    }
    host.probing = false;
  };

  const call = async (host: Host, request: GatewayRequest, options: SendOptions): Promise<Answer | NoAnswer> => {
    const result = await sender.send(request, options);
    note(host, judge(result) ? "call_answered" : "call_failed");
    void probe(host, new URL(request.url), options);
    return result;
  };

  return {
    async send(request, options) {
      const url = URL.parse(request.url);
      // The sender refuses it; that says nothing of any host.
      if (!url || !options.allowed(url)) return sender.send(request, options);
      const host = hostOf(url.origin);
      if (host.circuit.kind === "closed") return call(host, request, options);
      if (host.circuit.kind === "open" || host.trying) return REFUSED;
      host.trying = true;
      return call(host, request, options).finally(() => (host.trying = false));
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

/** Whether somebody is there. What an answer below 500 says is no matter of the breaker, a redirect or a refusal included. */
const judge = (result: Answer | NoAnswer): boolean => result.kind === "answer" && result.status < 500;

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

import { lookup as lookUpName } from "node:dns";
import { type ClientRequest, Agent as HttpAgent, type IncomingMessage, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress } from "./public-address.ts";

export type GatewayRequest = {
  /** POST when absent; MAPI's check of a notice is asked with GET (mapi.md section 4.6). */
  method?: "GET";
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** What to send in place of it when it has to be repeated, where every request must be another (intl.md section 1, reqMsgId). */
  again?: () => Promise<GatewayRequest>;
};

/** Whatever came back, nonsense included: `parse…` decides what it is worth. `date` is the gateway's clock as it wrote it. */
export type Answer = {
  kind: "answer";
  status: number;
  body: Buffer;
  contentType: string | null;
  date: string | null;
  ms: number;
};

export const noAnswerReasons = [
  "not_allowed",
  /** The gateway's name leads into a network of somebody's own. */
  "private_address",
  "dns",
  "refused",
  "tls",
  "timeout",
  "reset",
  "malformed",
  "too_large",
  /** Not called: the host has not been answering (lib/payments/breaker). */
  "breaker_open",
] as const;

export type NoAnswerReason = (typeof noAnswerReasons)[number];

/** `sent: false` only when the request provably never left; otherwise the gateway may have acted on it. */
export type NoAnswer = { kind: "no_answer"; sent: boolean; reason: NoAnswerReason; ms: number };

export type SendOptions = {
  /** For the whole call in milliseconds: name look-up, connection, repeat, headers and body together. */
  deadlineMs: number;
  /** When the call began (performance.now()), where something was done for it before: signing may have to wait. */
  began?: number | undefined;
  /** For each connection in milliseconds until it is ready, TLS included: leaves time for another host. */
  connectMs?: number;
  /** The caller's allow-list of gateways; asked before anything else happens. */
  allowed: (url: URL) => boolean;
};

export type Sender = {
  /** Sends a request and never throws for what a network can do. Redirects are answers, compressed bodies stay compressed. */
  send: (request: GatewayRequest, options: SendOptions) => Promise<Answer | NoAnswer>;
  /** Ends idle connections; open calls end by their own deadline. */
  close: () => void;
};

const maxAnswerBytes = 1024 * 1024;

export type SenderOptions = {
  /** Replaces the trusted roots, for a gateway behind a private one. */
  ca?: string;
  /** Which origins may lead into a network of somebody's own: those that the operator has named. */
  mayBeInside?: (origin: string) => boolean;
  lookup?: LookupFunction;
};

/**
 * Opens the keep-alive connections that calls share. Every other origin has to be out on the internet, whatever its name is made to
 * say between two looks: the address that was looked at is the one that is connected to (S15).
 */
export function openSender({ ca, mayBeInside = () => false, lookup = lookUpName }: SenderOptions = {}): Sender {
  const http = new HttpAgent({ keepAlive: true });
  // Set although it is the default: NODE_TLS_REJECT_UNAUTHORIZED must not be able to switch verification off.
  const https = new HttpsAgent({ keepAlive: true, rejectUnauthorized: true, ...(ca === undefined ? {} : { ca }) });

  const open = (url: URL, request: GatewayRequest): ClientRequest => {
    const headers = {
      ...request.headers,
      "accept-encoding": "identity",
      "content-length": Buffer.byteLength(request.body),
    };
    const { method = "POST" } = request;
    const options = { method, headers, lookup: mayBeInside(url.origin) ? lookup : lookUpOutside(lookup) };
    return url.protocol === "https:"
      ? requestHttps(url, { ...options, agent: https })
      : requestHttp(url, { ...options, agent: http });
  };

  return {
    async send(request, { deadlineMs, began: started = performance.now(), connectMs, allowed }) {
      const elapsed = () => Math.round(performance.now() - started);
      const url = URL.parse(request.url);
      if (!url || !/^https?:$/.test(url.protocol) || !allowed(url)) {
        return { kind: "no_answer", sent: false, reason: "not_allowed", ms: elapsed() };
      }
      if (isAddress(url) && !isPublicAddress(bare(url)) && !mayBeInside(url.origin)) {
        return { kind: "no_answer", sent: false, reason: "private_address", ms: elapsed() };
      }
      const limits = { deadline: started + deadlineMs, connectMs };
      const first = await exchange(open(url, request), request.body, limits);
      if (first.kind !== "stale_connection") return { ...first, ms: elapsed() };
      // A server may close an idle connection in the very moment we reuse it. Every request of ours names the merchant's own
      // number, so a repeat under that number is safe even if the first one did arrive (flow.md section 3).
      // Should the deadline pass while another one is signed, `exchange` does not send it.
      const repeat = (await request.again?.()) ?? request;
      const second = await exchange(open(url, repeat), repeat.body, limits);
      if (second.kind === "answer") return { ...second, ms: elapsed() };
      // Whatever became of the repeat, the first one may have been read.
      const reason = second.kind === "no_answer" ? second.reason : "reset";
      return { kind: "no_answer", sent: true, reason, ms: elapsed() };
    },
    close() {
      http.destroy();
      https.destroy();
    },
  };
}

/** Without the brackets of IPv6; the URL standard has put every other way of writing an address right. */
const bare = (url: URL): string => url.hostname.replace(/^\[|\]$/g, "");
/** Nobody looks up what is an address already. */
const isAddress = (url: URL): boolean => isIP(bare(url)) !== 0;

class PrivateAddress extends Error {}

/** A look-up that fails as a whole when one address of a name is not out on the internet. */
const lookUpOutside =
  (lookup: LookupFunction): LookupFunction =>
  (hostname, options, callback) =>
    lookup(hostname, options, (error, found, family) => {
      const addresses = typeof found === "string" ? [found] : (found ?? []).map(({ address }) => address);
      if (error || addresses.every(isPublicAddress)) callback(error, found, family);
      else callback(new PrivateAddress(), "", 0);
    });

type Outcome = Omit<Answer, "ms"> | Omit<NoAnswer, "ms"> | { kind: "stale_connection" };

/** `deadline`: an instant of performance.now(). */
type Limits = { deadline: number; connectMs: number | undefined };

function exchange(request: ClientRequest, body: string, { deadline, connectMs }: Limits): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  let stage: "opening" | "handshaking" | "ready" = "opening";
  let answering = false;

  const finish = (outcome: Outcome) => {
    clearTimeout(connecting);
    clearTimeout(ending);
    resolve(outcome);
  };
  const giveUp = (reason: NoAnswerReason) => {
    finish({ kind: "no_answer", sent: stage === "ready", reason });
    request.destroy();
  };
  const onConnectDeadline = () => stage !== "ready" && giveUp("timeout");
  const left = deadline - performance.now();
  const ending = setTimeout(giveUp, Math.max(left, 0), "timeout");
  const connecting = connectMs === undefined ? undefined : setTimeout(onConnectDeadline, connectMs);

  request.once("socket", (socket) => {
    if (request.reusedSocket) {
      stage = "ready";
      return; // it will not connect again: listeners would gather on it, call after call
    }
    // TLS holds the request back until the certificate is proved, so a failed handshake never sent it.
    socket.once("connect", () => (stage = "encrypted" in socket ? "handshaking" : "ready"));
    socket.once("secureConnect", () => (stage = "ready"));
  });
  request.on("error", (error: NodeJS.ErrnoException) => {
    if (request.reusedSocket && !answering && isReset(error)) finish({ kind: "stale_connection" });
    else giveUp(reasonOf(error, stage));
  });
  request.once("response", (response) => {
    answering = true;
    collect(response).then(
      (bytes) => (bytes ? finish(answerOf(response, bytes)) : giveUp("too_large")),
      () => giveUp("reset"),
    );
  });

  if (left > 0) request.end(body);
  else giveUp("timeout");
  return promise;
}

function answerOf(response: IncomingMessage, body: Buffer): Outcome {
  const { date = null, "content-type": contentType = null } = response.headers;
  return { kind: "answer", status: response.statusCode ?? 0, body, contentType, date };
}

/** The whole body, or null as soon as it passes the limit. */
function collect(response: IncomingMessage): Promise<Buffer | null> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer | null>();
  const chunks: Buffer[] = [];
  let length = 0;
  response.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length > maxAnswerBytes) resolve(null);
    else chunks.push(chunk);
  });
  response.once("end", () => resolve(Buffer.concat(chunks)));
  response.once("error", reject);
  return promise;
}

function isReset(error: NodeJS.ErrnoException): boolean {
  return error.code === "ECONNRESET" || error.code === "EPIPE";
}

function reasonOf(error: NodeJS.ErrnoException, stage: "opening" | "handshaking" | "ready"): NoAnswerReason {
  if (stage === "ready") return error.code?.startsWith("HPE_") ? "malformed" : "reset";
  if (stage === "handshaking") return "tls";
  if (error instanceof PrivateAddress) return "private_address";
  if (error.syscall === "getaddrinfo") return "dns";
  return error.code === "ETIMEDOUT" ? "timeout" : "refused";
}

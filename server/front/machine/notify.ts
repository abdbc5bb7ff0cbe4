import type { IncomingMessage } from "node:http";
import { errorFields } from "#lib/log.ts";
import type { Generation } from "#lib/payments/gateway.ts";
import { type Log, newReference } from "../answers.ts";
import type { FrontPorts } from "../ports.ts";
import type { FrontLimits } from "../settings.ts";
import { framingOf, limitedBody } from "../web/body.ts";
import { orLate } from "./deadline.ts";

/** What each generation documents: openapi.md and mapi.md (form posts), intl.md (JSON). */
const ACCEPTED: Record<Generation, { type: string; charsets: readonly string[] }> = {
  openapi: { type: "application/x-www-form-urlencoded", charsets: ["utf-8", "gbk", "gb2312", "gb18030"] },
  mapi: { type: "application/x-www-form-urlencoded", charsets: ["utf-8", "gbk", "gb2312", "gb18030"] },
  intl: { type: "application/json", charsets: ["utf-8"] },
};

/** Why a notification was answered as it was; the shop's own verdict on its content is counted by the shop. */
export type NotifyVerdict = "answered" | "bad_type" | "too_large" | "too_slow" | "gone" | "busy" | "failed";

/** `query` is what stands behind the question mark, as it arrived; `address` the sender's. */
export type NotifyCall = {
  req: IncomingMessage;
  generation: Generation;
  token: string;
  query: string;
  address: string;
};

/** Reads one notification within its limits, hands it to the shop, and answers exactly what the shop says. */
export const answerNotify = async (
  call: NotifyCall,
  { notify, limits, log }: { notify: FrontPorts["notify"]; limits: FrontLimits; log: Log },
): Promise<{ verdict: NotifyVerdict; response: Response }> => {
  const { req, generation, token, query, address } = call;
  if (!isDocumentedType(req, generation)) return refused("bad_type", 415);
  const body = await orLate(readBody(req, limits.notifyBodyBytes), limits.notifyBodyMs, "too_slow" as const);
  if (body === "too_large") return refused("too_large", 413);
  if (body === "too_slow") return refused("too_slow", 408);
  if (body === "gone") return refused("gone", 400);
  try {
    const from = { headers: headersForLog(req), address };
    const work = notify({ generation, token, body, query, contentType: req.headers["content-type"] ?? null, from });
    const answer = await orLate(work, limits.notifyAnswerMs, "busy" as const);
    if (answer === "busy") {
      log("error", "front.notify_busy", { generation });
      return { verdict: "busy", response: plain(503, { "retry-after": "60" }, "busy") };
    }
    const headers = { "content-type": answer.contentType, "content-length": `${Buffer.byteLength(answer.body)}` };
    return { verdict: "answered", response: plain(answer.status, headers, answer.body) };
  } catch (error) {
    log("error", "front.notify_failed", { generation, reference: newReference(), ...errorFields(error) });
    return { verdict: "failed", response: plain(500, { "content-length": "0" }, "") };
  }
};

/** What the log tells of the headers: no cookie and no authorization is among them, whoever sends one. */
const LOGGED = ["content-type", "content-length", "user-agent", "signature", "client-id", "request-time"] as const;
const LONGEST_HEADER = 512;

const headersForLog = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    LOGGED.flatMap((name) => {
      const value = headers[name];
      return typeof value === "string" ? [[name, value.slice(0, LONGEST_HEADER)]] : [];
    }),
  );

const plain = (status: number, headers: Record<string, string>, body: string): Response =>
  new Response(body, { status, headers: { "cache-control": "no-store", "content-type": "text/plain", ...headers } });

/** The rest of the body is not read: the connection ends with the answer. */
const refused = (verdict: NotifyVerdict, status: number) => ({
  verdict,
  response: plain(status, { connection: "close", "content-length": "0" }, ""),
});

const isDocumentedType = ({ headers }: IncomingMessage, generation: Generation): boolean => {
  if (headers["content-encoding"] !== undefined) return false;
  const { type, charsets } = ACCEPTED[generation];
  const [said = "", ...parameters] = (headers["content-type"] ?? "").toLowerCase().split(";");
  return (
    said.trim() === type &&
    parameters.every((parameter) => {
      // Alipay is known to send `application/x-www-form-urlencoded; text/html; charset=utf-8` (expressjs/body-parser, issue 137).
      if (parameter.trim() === "text/html") return true;
      const [, charset] = /^\s*charset="?([\w-]+)"?\s*$/.exec(parameter) ?? [];
      return charset !== undefined && charsets.includes(charset);
    })
  );
};

const readBody = async (req: IncomingMessage, maxBytes: number): Promise<Buffer | "too_large" | "gone"> => {
  const framing = framingOf(req);
  if (framing.kind === "sized" && framing.bytes > maxBytes) return "too_large";
  const chunks: Buffer[] = [];
  let tooLarge = false;
  const stop = () => {
    tooLarge = true;
  };
  try {
    for await (const chunk of limitedBody(req, maxBytes, stop)) chunks.push(chunk);
  } catch {
    return "gone";
  }
  return tooLarge ? "too_large" : Buffer.concat(chunks);
};

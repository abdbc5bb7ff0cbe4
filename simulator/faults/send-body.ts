import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { GatewayAnswer } from "../generation.ts";
import { pause } from "../http/pause.ts";
import type { Trouble } from "./interfere.ts";

const CHUNK = Buffer.alloc(1024 * 1024, " ");
const HUGE_CHUNKS = 100;

/** An answer's body in one of the shapes that a client must survive; without a fault, as it is. */
export async function sendBody(trouble: Trouble, answer: GatewayAnswer, body: Buffer): Promise<void> {
  const { faults, response, stopping } = trouble;
  const head = headOf(answer);
  const slow = faults.get("slow_body");
  if (faults.has("reset_body")) {
    response.writeHead(200, { ...head, "content-length": body.length });
    response.write(body.subarray(0, body.length >> 1), () => response.destroy());
  } else if (slow) {
    response.writeHead(200, { ...head, "content-length": body.length });
    await sendSlowly(response, body, { ms: slow.ms, stopping });
  } else if (faults.has("huge_body")) {
    response.writeHead(200, head);
    await untilGone(pipeline(Readable.from(withBlanks(body)), response));
  } else if (faults.has("gzip_bomb")) {
    response.writeHead(200, { ...head, "content-encoding": "gzip" });
    await untilGone(pipeline(Readable.from(withBlanks(body)), createGzip(), response));
  } else {
    response.writeHead(200, head).end(faults.has("cut_body") ? body.subarray(0, body.length >> 1) : body);
  }
}

/** `trace_id` is what Alipay's support asks for (openapi.md 1, "Answer"). */
function headOf(answer: GatewayAnswer): Record<string, string> {
  return { "content-type": answer.contentType, trace_id: randomUUID().replaceAll("-", "") };
}

/** A good answer with 100 MB of blanks behind it: who reads to the end would accept it. */
function* withBlanks(body: Buffer): Generator<Buffer> {
  yield body;
  for (let sent = 0; sent < HUGE_CHUNKS; sent += 1) yield CHUNK;
}

async function sendSlowly(
  response: ServerResponse,
  body: Buffer,
  { ms, stopping }: { readonly ms: number; readonly stopping: AbortSignal },
): Promise<void> {
  for (let sent = 0; sent < body.length; sent += 1) {
    if (response.destroyed || !(await pause(ms, stopping))) return;
    response.write(body.subarray(sent, sent + 1));
  }
  response.end();
}

/** The client may go away in the middle: that is what these bodies are for. */
async function untilGone(sending: Promise<void>): Promise<void> {
  await sending.catch(() => undefined);
}

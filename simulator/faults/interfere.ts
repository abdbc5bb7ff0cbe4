import type { ServerResponse } from "node:http";
import type { GatewayAnswer, GatewayCall, RefusalWish, Seal } from "../generation.ts";
import { pause } from "../http/pause.ts";
import type { Fault, FaultName } from "./fault-list.ts";
import { sendBody } from "./send-body.ts";

export type Trouble = {
  readonly faults: ReadonlyMap<FaultName, Fault>;
  /** What the generation says to who asks too often. */
  readonly rateLimit: RefusalWish;
  readonly stopping: AbortSignal;
  readonly response: ServerResponse;
};

const HTTP_ERRORS = { http_500: 500, http_502: 502, http_503: 503 } as const;

/** @returns what the call came to when it shall have no effect, else undefined */
export async function interfereBefore(trouble: Trouble, call: GatewayCall): Promise<string | undefined> {
  const { faults, stopping, response } = trouble;
  const delay = faults.get("delay");
  if (delay && !(await pause(delay.ms, stopping))) return "stopped while delayed";
  if (faults.has("lost_request")) {
    response.destroy();
    return "lost before it had an effect";
  }
  // The connection stays open until the client gives up.
  if (faults.has("hang")) return "left without an answer";
  const error = httpErrorOf(faults, false);
  if (error !== undefined) {
    sendHtml(response, error);
    return `HTTP ${error} before it had an effect`;
  }
  const refusal = refusalOf(trouble);
  if (!refusal) return undefined;
  const answer = call.refuse(refusal);
  await sendBody(trouble, answer, Buffer.from(answer.render(sealOf(faults))));
  return answer.verdict;
}

/** The call has had its effect; this is about the answer alone. */
export async function interfereAfter(trouble: Trouble, answer: GatewayAnswer): Promise<void> {
  const { faults, stopping, response } = trouble;
  const delay = faults.get("delay_after");
  if (delay && !(await pause(delay.ms, stopping))) return;
  if (faults.has("lost_answer")) {
    response.destroy();
    return;
  }
  const error = httpErrorOf(faults, true);
  if (error !== undefined) return sendHtml(response, error);
  if (faults.has("html_page")) return sendHtml(response, 200);
  await sendBody(
    trouble,
    answer,
    faults.has("empty_body") ? Buffer.alloc(0) : Buffer.from(answer.render(sealOf(faults))),
  );
}

function refusalOf({ faults, rateLimit }: Trouble): RefusalWish | undefined {
  const limited = faults.get("rate_limited");
  return limited ? { ...rateLimit, ...limited } : faults.get("refuse");
}

function sealOf(faults: Trouble["faults"]): Seal {
  return faults.has("unsigned") ? "none" : faults.has("wrong_signature") ? "forged" : "genuine";
}

function httpErrorOf(faults: Trouble["faults"], afterEffect: boolean): number | undefined {
  for (const [name, status] of Object.entries(HTTP_ERRORS)) {
    const fault = faults.get(name as keyof typeof HTTP_ERRORS);
    if (fault && (fault.afterEffect ?? false) === afterEffect) return status;
  }
  return undefined;
}

function sendHtml(response: ServerResponse, status: number): void {
  const page = "<!doctype html><title>Gateway</title><h1>The server is busy</h1>";
  response.writeHead(status, { "content-type": "text/html;charset=utf-8" }).end(page);
}

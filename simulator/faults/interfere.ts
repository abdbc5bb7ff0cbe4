import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { GatewayAnswer, GatewayCall } from "../generation.ts";
import { pause } from "../http/pause.ts";
import type { Fault, FaultName } from "./fault-list.ts";

export type Trouble = {
  readonly faults: ReadonlyMap<FaultName, Fault>;
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
  const refuse = faults.get("refuse");
  if (!refuse) return undefined;
  const answer = call.refuse(refuse);
  sendAnswer(response, answer, answer.render("genuine"));
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
  if (faults.has("empty_body")) return sendAnswer(response, answer, "");
  const seal = faults.has("unsigned") ? "none" : faults.has("wrong_signature") ? "forged" : "genuine";
  const body = Buffer.from(answer.render(seal));
  sendAnswer(response, answer, faults.has("cut_body") ? body.subarray(0, body.length >> 1) : body);
}

function httpErrorOf(faults: Trouble["faults"], afterEffect: boolean): number | undefined {
  for (const [name, status] of Object.entries(HTTP_ERRORS)) {
    const fault = faults.get(name as keyof typeof HTTP_ERRORS);
    if (fault && (fault.afterEffect ?? false) === afterEffect) return status;
  }
  return undefined;
}

/** `trace_id` is what Alipay's support asks for (openapi.md 1, "Answer"). */
function sendAnswer(response: ServerResponse, answer: GatewayAnswer, body: string | Buffer): void {
  const headers = { "content-type": answer.contentType, trace_id: randomUUID().replaceAll("-", "") };
  response.writeHead(200, headers).end(body);
}

function sendHtml(response: ServerResponse, status: number): void {
  const page = "<!doctype html><title>Gateway</title><h1>The server is busy</h1>";
  response.writeHead(status, { "content-type": "text/html;charset=utf-8" }).end(page);
}

import http from "node:http";
import type { Call } from "../../checker/history.ts";
import type { Reach } from "./strike.ts";

/** How the three generations write what they ask for, in the query string or in the body. */
const OPERATIONS: readonly [operation: string, pattern: RegExp][] = [
  ["notify_verify", /notify_verify/],
  ["precreate", /\.precreate|prepareforredirect/i],
  ["refund_query", /refund\.query|refundquery|inquiryrefund/i],
  ["refund", /\.refund|\/refund|payrefund/i],
  ["cancel", /\.cancel|paycancel/i],
  ["close", /trade\.close/],
  ["query", /\.query|payquery/i],
];
/** Our merchant numbers are UUIDs of version 7 without dashes. */
const NUMBER = /(?<![0-9a-f])01[0-9a-f]{10}7[0-9a-f]{3}[89ab][0-9a-f]{15}(?![0-9a-f])/;

type Note = (call: Pick<Call, "operation" | "merchantNumber" | "phase">) => void;
type End = http.OutgoingMessage["end"];

/** `before:` a call is the moment before its body leaves; `after:` it the moment when its answer has come in whole. */
export function patchCalls(reach: Reach, note: Note): void {
  const end: End = http.ClientRequest.prototype.end;
  http.ClientRequest.prototype.end = function (this: http.ClientRequest, ...words: unknown[]) {
    const text = decode(`${this.path} ${typeof words[0] === "string" ? words[0] : ""}`);
    const operation = OPERATIONS.find(([, pattern]) => pattern.test(text))?.[0];
    const isToGateway = this.path.startsWith("/gateway.do") || this.path.startsWith("/isupergw/");
    // The breaker asks with an empty GET whether anybody is there; the address of intl names an operation all the same.
    const isProbe = this.method === "GET" && !this.path.includes("?");
    if (operation === undefined || !isToGateway || isProbe) return Reflect.apply(end, this, words);
    const merchantNumber = NUMBER.exec(text)?.[0] ?? null;
    reach(`before:${operation}`, text);
    note({ operation, merchantNumber, phase: "sent" });
    this.once("error", () => this.reusedSocket && note({ operation, merchantNumber, phase: "stale" }));
    this.once("response", (answer) =>
      answer.once("end", () => {
        note({ operation, merchantNumber, phase: "answered" });
        reach(`after:${operation}`, text);
      }),
    );
    return Reflect.apply(end, this, words);
  } as typeof http.ClientRequest.prototype.end;
}

/** `before:answer` and `after:answer`: the front's answer to a notification, the latter when the system has taken it. */
export function patchNoticeAnswers(reach: Reach): void {
  const end: End = http.ServerResponse.prototype.end;
  http.ServerResponse.prototype.end = function (this: http.ServerResponse, ...words: unknown[]) {
    if (!this.req.url?.startsWith("/notify/")) return Reflect.apply(end, this, words);
    reach("before:answer", "");
    this.once("finish", () => reach("after:answer", ""));
    return Reflect.apply(end, this, words);
  } as typeof http.ServerResponse.prototype.end;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

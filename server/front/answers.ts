import { randomInt } from "node:crypto";
import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import { errorFields, type log } from "#lib/log.ts";

export type Log = typeof log;

const TEXT = "text/plain; charset=utf-8";

/** Answers with a short text of the front's own. Does nothing when an answer has begun. */
export const answerText = (res: ServerResponse, status: number, headers: OutgoingHttpHeaders = {}): void => {
  if (res.headersSent || res.destroyed) return;
  send(res, { status, headers: { ...headers, "content-type": TEXT }, body: `${WORDS[status] ?? "Refused"}\n` });
};

const WORDS: Record<number, string> = {
  400: "Bad request",
  403: "Forbidden: this call did not come from a page of this shop",
  404: "Not found",
  413: "Too large",
  421: "This address is not served here: open the shop under its own address",
};

const STARTING_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="2">
<title>Scantill</title>
</head>
<body>
<p>One moment: Scantill is starting. This page reloads by itself.</p>
<p lang="zh-CN">请稍候：Scantill 正在启动，页面会自动刷新。</p>
</body>
</html>
`;

/** While the pages' process is away: a page that reloads by itself, without script or style. */
export const answerStarting = (res: ServerResponse): void => {
  if (res.headersSent || res.destroyed) return;
  const headers = { "retry-after": "2", "content-type": "text/html; charset=utf-8" };
  send(res, { status: 503, headers, body: STARTING_PAGE });
};

/** The last line: whatever went wrong is logged under a reference, and the reference is all that goes out. */
export const answerFailure = (res: ServerResponse, error: unknown, log: Log): void => {
  const reference = newReference();
  log("error", "front.failed", { reference, ...errorFields(error) });
  if (res.headersSent || res.destroyed) {
    res.destroy();
    return;
  }
  const body = `Something went wrong. Reference: ${reference}\n`;
  send(res, { status: 500, headers: { "content-type": TEXT }, body });
};

/** Eight letters that a person can read out. */
export const newReference = (): string =>
  Array.from({ length: 8 }, () => String.fromCharCode(0x41 + randomInt(26))).join("");

type Answer = { status: number; headers: OutgoingHttpHeaders; body: string };

const send = (res: ServerResponse, { status, headers, body }: Answer): void => {
  res.writeHead(status, { "cache-control": "no-store", ...headers, "content-length": Buffer.byteLength(body) });
  res.end(body);
};

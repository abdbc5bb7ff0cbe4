import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from "node:http";
import type { Site } from "../gate/site.ts";

/** RFC 9110 7.6.1 and what else belongs to one connection only; `expect` was answered by the front already. */
const HOP_BY_HOP = new Set([
  "connection",
  "expect",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** What only the front may say to Next: with some of these a visitor could pose as a proxy or skip checks. */
const RESERVED = /^(?:x-forwarded-.*|forwarded|x-real-ip|x-middleware-.*|content-security-policy.*|x-nonce)$/;

/** The headers of the request to web. */
export const requestHeaders = (
  req: IncomingMessage,
  facts: { site: Site; clientAddress: string; policy: string },
): OutgoingHttpHeaders => {
  const headers = endToEnd(req.headers, (name) => RESERVED.test(name));
  headers.host = facts.site.host;
  headers["x-forwarded-host"] = facts.site.host;
  headers["x-forwarded-proto"] = facts.site.proto;
  headers["x-forwarded-for"] = facts.clientAddress;
  // Next takes the nonce for its own scripts from here.
  headers["content-security-policy"] = facts.policy;
  return headers;
};

/** The headers of web's answer, as they go on; `own` are the front's, which web cannot change. */
export const answerHeaders = (answer: IncomingMessage, own: Record<string, string>): OutgoingHttpHeaders => {
  const banner = (name: string) => name === "server" || name === "x-powered-by" || name in own;
  return { ...endToEnd(answer.headers, banner), ...own, "cache-control": cacheControl(answer.headers) };
};

/** Files that Next marks as public stay so; pages, page data and answers with a cookie are kept by nobody. */
const cacheControl = (headers: IncomingHttpHeaders): string => {
  const said = headers["cache-control"] ?? "";
  const isPage = /^text\/(?:html|x-component)/.test(headers["content-type"] ?? "");
  return said.startsWith("public") && !isPage && headers["set-cookie"] === undefined ? said : "no-store";
};

const endToEnd = (headers: IncomingHttpHeaders, isDropped: (name: string) => boolean): OutgoingHttpHeaders => {
  const named = (headers.connection ?? "").toLowerCase().split(/\s*,\s*/);
  const kept: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!HOP_BY_HOP.has(name) && !named.includes(name) && !isDropped(name)) kept[name] = value;
  }
  return kept;
};

import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "../http/read-body.ts";
import type { World } from "../world.ts";
import type { Fields } from "./fields.ts";
import { ROUTES } from "./routes.ts";

const LONGEST_BODY = 1024 * 1024;

/** The control port: loopback only, every call with the token, JSON both ways. */
export async function handleControl(
  world: World,
  token: string,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  if (!isAuthorized(request.headers.authorization, token))
    return sendJson(response, 401, { error: "wrong or no token" });
  const route = ROUTES.get(`${request.method} ${request.url}`);
  if (!route) return sendJson(response, 404, { error: "no such call", calls: [...ROUTES.keys()] });
  const body = await readBody(request, LONGEST_BODY);
  const fields = body && parseFields(body.toString("utf8"));
  if (!fields) return sendJson(response, 400, { error: "the body must be the JSON text of an object" });
  const reply = await route(world, fields);
  sendJson(response, reply.kind === "done" ? 200 : reply.kind === "not-found" ? 404 : 400, reply.body);
}

/** Digests are of one length, so that the comparison tells nothing about the token. */
function isAuthorized(header: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(header ?? ""), digest(`Bearer ${token}`));
}

function parseFields(text: string): Fields | undefined {
  if (text === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  const headers = { "content-type": "application/json;charset=utf-8", "cache-control": "no-store" };
  response.writeHead(status, headers).end(`${JSON.stringify(body)}\n`);
}

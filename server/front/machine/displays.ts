import type { IncomingMessage } from "node:http";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context, Hono } from "hono";
import { deviceCookie, isSecure } from "#lib/auth/session.ts";
import type { DisplayViewer } from "#lib/displays/queries.ts";
import type { Client } from "../gate/client.ts";
import type { FrontPorts } from "../ports.ts";
import type { Streams } from "./streams.ts";

type Bindings = { Bindings: HttpBindings };

/** Says no to somebody who may not, and notes it. */
export type Refuse = (
  c: Context<Bindings>,
  status: 401 | 403 | 404,
  about: { error: string } & Record<string, string>,
) => Response;

type Parts = {
  refuse: Refuse;
  ports: FrontPorts["displays"];
  streams: Streams<DisplayViewer>;
  clientOf: (req: IncomingMessage) => Client;
  isFromOwnPage: (req: IncomingMessage) => boolean;
};

const PRIVATE = { "cache-control": "no-store" };
/** As long as browsers keep a cookie at most (RFC 6265bis, 5.5). */
const COOKIE_SECONDS = 400 * 24 * 3600;

/** What a customer's display asks for: which digits it shows, and, once it is paired, its picture. */
export const addDisplays = (app: Hono<Bindings>, { ports, streams, clientOf, isFromOwnPage, refuse }: Parts): void => {
  const later = (c: Context<Bindings>, status: 429 | 503, error: string) =>
    c.json({ error }, status, { ...PRIVATE, "retry-after": "3" });
  const unpaired = (c: Context<Bindings>) => refuse(c, 401, { error: "unpaired" });

  app.post("/display-pairing", async (c) => {
    const { incoming } = c.env;
    if (!isFromOwnPage(incoming)) return refuse(c, 403, { error: "foreign_origin" });
    // Nothing is sent here; what is announced all the same is not read.
    if (hasBody(incoming)) return c.json({ error: "no_body_wanted" }, 413, { ...PRIVATE, connection: "close" });
    const pairing = await ports.pairing({ cookieHeader: c.req.header("cookie"), address: clientOf(incoming).address });
    if (pairing.kind === "too_many") return later(c, 429, "too_many");
    if (pairing.kind === "paired") return c.json({ kind: "paired" }, 200, PRIVATE);
    const { token, code, endsAt } = pairing;
    if (token !== null) c.header("set-cookie", cookieOf(token));
    const now = new Date().toISOString();
    return c.json({ kind: "waiting", code, endsAt: endsAt.toISOString(), now }, 200, PRIVATE);
  });

  app.get("/display-stream", async (c) => {
    if (c.req.method === "HEAD") return c.json({ error: "method_not_allowed" }, 405, { ...PRIVATE, allow: "GET" });
    const cookie = c.req.header("cookie");
    const viewer = await ports.viewer(cookie);
    if (viewer === null) return unpaired(c);
    const outcome = await streams.open({ res: c.env.outgoing, viewer, cookie, registerId: viewer.registerId });
    if (outcome === "opened") return RESPONSE_ALREADY_SENT;
    if (outcome === "not_found") return unpaired(c);
    return later(c, outcome === "too_many" ? 429 : 503, outcome);
  });

  app.get("/display-state", async (c) => {
    const viewer = await ports.viewer(c.req.header("cookie"));
    const news = viewer && (await ports.view(viewer));
    return news === null ? unpaired(c) : c.json(news.view, 200, PRIVATE);
  });
};

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? "0") !== 0;

/** Scripts never see the secret, and no other site can make the browser send it. */
const cookieOf = (token: string): string =>
  `${deviceCookie("display")}=${token}; Path=/; Max-Age=${COOKIE_SECONDS}; HttpOnly; SameSite=Lax${isSecure() ? "; Secure" : ""}`;

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

type Parts = {
  ports: FrontPorts["displays"];
  streams: Streams<DisplayViewer>;
  clientOf: (req: IncomingMessage) => Client;
  isFromOwnPage: (req: IncomingMessage) => boolean;
};

const PRIVATE = { "cache-control": "no-store" };
/** As long as browsers keep a cookie at most (RFC 6265bis, 5.5). */
const COOKIE_SECONDS = 400 * 24 * 3600;

/** What a customer's display asks for: which digits it shows, and, once it is paired, its picture. */
export const addDisplays = (app: Hono<Bindings>, { ports, streams, clientOf, isFromOwnPage }: Parts): void => {
  const refused = (c: Context<Bindings>, status: 401 | 404 | 429 | 503, error: string) =>
    c.json({ error }, status, { ...PRIVATE, ...(status > 404 ? { "retry-after": "3" } : {}) });

  app.post("/display-pairing", async (c) => {
    const { incoming } = c.env;
    if (!isFromOwnPage(incoming)) return c.json({ error: "foreign_origin" }, 403, PRIVATE);
    // Nothing is sent here; what is announced all the same is not read.
    if (hasBody(incoming)) return c.json({ error: "no_body_wanted" }, 413, { ...PRIVATE, connection: "close" });
    const pairing = await ports.pairing({ cookieHeader: c.req.header("cookie"), address: clientOf(incoming).address });
    if (pairing.kind === "too_many") return refused(c, 429, "too_many");
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
    if (viewer === null) return refused(c, 401, "unpaired");
    const outcome = await streams.open({ res: c.env.outgoing, viewer, cookie, registerId: viewer.registerId });
    if (outcome === "opened") return RESPONSE_ALREADY_SENT;
    if (outcome === "not_found") return refused(c, 401, "unpaired");
    return refused(c, outcome === "too_many" ? 429 : 503, outcome);
  });

  app.get("/display-state", async (c) => {
    const viewer = await ports.viewer(c.req.header("cookie"));
    const news = viewer && (await ports.view(viewer));
    return news === null ? refused(c, 401, "unpaired") : c.json(news.view, 200, PRIVATE);
  });
};

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? "0") !== 0;

/** Scripts never see the secret, and no other site can make the browser send it. */
const cookieOf = (token: string): string =>
  `${deviceCookie("display")}=${token}; Path=/; Max-Age=${COOKIE_SECONDS}; HttpOnly; SameSite=Lax${isSecure() ? "; Secure" : ""}`;

import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import { type Viewer, viewerKey } from "#lib/auth/find-viewer.ts";
import type { DisplayViewer } from "#lib/displays/queries.ts";
import { GENERATIONS, type Generation } from "#lib/payments/gateway.ts";
import { isUuid } from "#lib/uuid.ts";
import { answerFailure, type Log } from "../answers.ts";
import type { Client } from "../gate/client.ts";
import type { Metrics } from "../metrics.ts";
import type { FrontPorts } from "../ports.ts";
import type { FrontLimits } from "../settings.ts";
import { addDisplays, type Refuse } from "./displays.ts";
import { answerNotify } from "./notify.ts";
import type { Streams } from "./streams.ts";

type Bindings = { Bindings: HttpBindings };

type Parts = {
  ports: FrontPorts;
  streams: Streams<Viewer>;
  displayStreams: Streams<DisplayViewer>;
  clientOf: (req: IncomingMessage) => Client;
  isFromOwnPage: (req: IncomingMessage) => boolean;
  metricsToken: string | undefined;
  metrics: Metrics;
  limits: FrontLimits;
  log: Log;
};

const PRIVATE = { "cache-control": "no-store" };
const NOTIFY = `/notify/:generation{${GENERATIONS.join("|")}}/:token{[A-Za-z0-9_-]{1,128}}` as const;

/** The endpoints for machines and for the live news of tills and displays. Paths are exact; everything else is 404. */
export const createMachine = (parts: Parts): ((req: IncomingMessage, res: ServerResponse) => Promise<void>) => {
  const { ports, streams, displayStreams, clientOf, isFromOwnPage, metricsToken, metrics, limits, log } = parts;
  const app = new Hono<Bindings>();
  const countNotify = metrics.counter(
    "scantill_notifications_total",
    "Notifications by generation and how they ended.",
  );

  /** Says no, and notes to whom (S20). */
  const refuse: Refuse = (c, status, { error, ...about }) => {
    const client = clientOf(c.env.incoming).address;
    log("warn", "front.refused", { status, method: c.req.method, path: c.req.path, client, ...about });
    return c.json({ error }, status, PRIVATE);
  };
  const notFound = (c: Context<Bindings>) => c.json({ error: "not_found" }, 404, PRIVATE);
  const notAllowed = (allow: string) => (c: Context<Bindings>) =>
    c.json({ error: "method_not_allowed" }, 405, { ...PRIVATE, allow });

  /** Who asks for which register, or the answer that ends it. */
  const asker = async (c: Context<Bindings>) => {
    const cookie = c.req.header("cookie");
    const viewer = await ports.viewer(cookie);
    if (viewer === null) return { refusal: refuse(c, 401, { error: "signed_out" }) };
    const [registerId = "", ...more] = c.req.queries("register") ?? [];
    if (!isUuid(registerId) || more.length > 0) return { refusal: notFound(c) };
    return { cookie, viewer, registerId };
  };

  /** There is no such register, or it is none of theirs: they hear the same. */
  const refuseRegister = (c: Context<Bindings>, viewer: Viewer, registerId: string) =>
    refuse(c, 404, { error: "not_found", viewer: viewerKey(viewer), register: registerId });

  const seesDetails = (c: Context<Bindings>): boolean =>
    clientOf(c.env.incoming).local || isBearer(c.req.header("authorization"), metricsToken);

  app.post(NOTIFY, async (c) => {
    const generation = c.req.param("generation") as Generation;
    const query = (c.env.incoming.url ?? "").split("?").slice(1).join("?");
    const { address } = clientOf(c.env.incoming);
    const call = { req: c.env.incoming, generation, token: c.req.param("token"), query, address };
    const { verdict, response } = await answerNotify(call, { notify: ports.notify, limits, log });
    countNotify({ generation, verdict });
    return response;
  });
  app.all(NOTIFY, notAllowed("POST"));

  app.get("/stream", async (c) => {
    if (c.req.method === "HEAD") return notAllowed("GET")(c);
    const who = await asker(c);
    if (who.refusal) return who.refusal;
    const outcome = await streams.open({ res: c.env.outgoing, ...who });
    if (outcome === "not_found") return refuseRegister(c, who.viewer, who.registerId);
    if (outcome === "opened") return RESPONSE_ALREADY_SENT;
    return c.json({ error: outcome }, outcome === "too_many" ? 429 : 503, { ...PRIVATE, "retry-after": "3" });
  });

  app.get("/state", async (c) => {
    const who = await asker(c);
    if (who.refusal) return who.refusal;
    const view = await ports.registerView(who.viewer, who.registerId);
    return view === null ? refuseRegister(c, who.viewer, who.registerId) : c.json(view, 200, PRIVATE);
  });

  app.get("/inbox", async (c) => {
    const [storeId, ...more] = c.req.queries("store") ?? [];
    if (more.length > 0 || (storeId !== undefined && !isUuid(storeId))) return notFound(c);
    const inbox = await ports.inbox(c.req.header("cookie"), storeId ?? null);
    if (inbox === "signed_out") return refuse(c, 401, { error: "signed_out" });
    return inbox === null ? refuse(c, 404, { error: "not_found" }) : c.json(inbox, 200, PRIVATE);
  });

  /** For open pages: whether they are still for whoever opened them (S2). */
  app.get("/session", async (c) => c.json({ standing: await ports.standing(c.req.header("cookie")) }, 200, PRIVATE));

  addDisplays(app, { ports: ports.displays, streams: displayStreams, clientOf, isFromOwnPage, refuse });

  app.get("/healthz", (c) => c.text("ok", 200, PRIVATE));

  app.get("/readyz", async (c) => {
    if (!seesDetails(c)) return refuse(c, 404, { error: "not_found" });
    const { ok, details } = await ports.ready();
    return c.json({ ok, ...details }, ok ? 200 : 503, PRIVATE);
  });

  app.get("/metrics", async (c) => {
    if (!seesDetails(c)) return refuse(c, 404, { error: "not_found" });
    return c.body(await metrics.text(), 200, {
      ...PRIVATE,
      "content-type": "text/plain; version=0.0.4; charset=utf-8",
    });
  });

  app.all("/display-pairing", notAllowed("POST"));
  for (const path of ["/stream", "/state", "/inbox", "/session", "/display-stream", "/display-state", "/healthz"]) {
    app.all(path, notAllowed("GET"));
  }
  app.notFound(notFound);
  app.onError((error, c) => {
    answerFailure(c.env.outgoing, error, log);
    return RESPONSE_ALREADY_SENT;
  });

  const listener = getRequestListener(app.fetch);
  return (req, res) => {
    // These endpoints do not look at Host; the adapter would refuse an odd one with an answer of its own.
    req.headers.host = "front";
    return listener(req, res);
  };
};

/** Compared as digests: they are equally long, so the time tells nothing. */
const isBearer = (header: string | undefined, token: string | undefined): boolean =>
  token !== undefined && header !== undefined && timingSafeEqual(digest(header), digest(`Bearer ${token}`));

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

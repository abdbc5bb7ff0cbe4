import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { answerFailure, answerText, type Log } from "./answers.ts";
import { createClientReader } from "./gate/client.ts";
import { ownerOf } from "./gate/paths.ts";
import { createSiteReader, type Site } from "./gate/site.ts";
import { displaySource } from "./machine/display-source.ts";
import { createMachine } from "./machine/endpoints.ts";
import { registerSource } from "./machine/register-source.ts";
import { createStreams, type Every } from "./machine/streams.ts";
import type { Metrics } from "./metrics.ts";
import type { FrontPorts } from "./ports.ts";
import { type FrontLimits, type FrontSettings, LIMITS } from "./settings.ts";
import { answerHeaders, requestHeaders } from "./web/headers.ts";
import { createPassThrough } from "./web/pass-through.ts";
import { newNonce, pagePolicy, securityHeaders } from "./web/security-headers.ts";
import { createTunnel, refuseUpgrade } from "./web/tunnel.ts";

export type FrontParts = {
  settings: FrontSettings;
  ports: FrontPorts;
  metrics: Metrics;
  log: Log;
  limits?: FrontLimits;
  every?: Every;
};

export type Front = {
  server: Server;
  /** Stops listening, ends the streams, gives open requests their time, then closes what is left. */
  stop: () => Promise<void>;
};

/** The whole front, not yet listening. */
export const createFront = (parts: FrontParts): Front => {
  const { settings, ports, metrics, log, limits = LIMITS, every = everyInterval } = parts;
  const siteOf = createSiteReader(settings.publicUrl);
  const clientOf = createClientReader(settings.trustedProxies);
  const { subscribe } = ports;
  const lines = { subscribe, limits, every, log };
  const streams = createStreams({ source: registerSource(ports), ...lines });
  const displayStreams = createStreams({ source: displaySource(ports.displays, settings.build), ...lines });
  const { metricsToken } = settings;
  const fromOwnPage = (req: IncomingMessage) => {
    const site = siteOf(req);
    return site !== undefined && isFromOwnPage(req, site);
  };
  const common = { ports, clientOf, metricsToken, metrics, limits, log };
  const machine = createMachine({ ...common, streams, displayStreams, isFromOwnPage: fromOwnPage });
  const web = createPassThrough(settings.webOrigin, limits, log);
  const own = securityHeaders(settings.publicUrl);
  const measure = createMeasure(metrics);
  metrics.gauge("scantill_open_streams", "Streams of live news that are open.", () => [
    { labels: { screen: "till" }, value: streams.count() },
    { labels: { screen: "display" }, value: displayStreams.count() },
  ]);
  let stopping = false;

  const facts = (req: IncomingMessage, site: Site) => ({
    site,
    clientAddress: clientOf(req).address,
    policy: pagePolicy(newNonce(), settings.development),
  });

  const refuse = (req: IncomingMessage, res: ServerResponse, status: 403 | 421) => {
    const { host, origin } = req.headers;
    log("warn", "front.refused", { status, host, origin, method: req.method, client: clientOf(req).address });
    answerText(res, status);
  };

  const toWeb = (req: IncomingMessage, res: ServerResponse) => {
    const site = siteOf(req);
    if (site === undefined) return refuse(req, res, 421);
    if (!isFromOwnPage(req, site)) return refuse(req, res, 403);
    const known = facts(req, site);
    const dressed = { ...own, "content-security-policy": known.policy };
    web.pass({ req, res, headers: requestHeaders(req, known), dress: (answer) => answerHeaders(answer, dressed) });
  };

  const handle = async (req: IncomingMessage, res: ServerResponse) => {
    try {
      const owner = ownerOf(req.url ?? "");
      measure(owner === "machine" ? (req.url?.split(/[/?]/)[1] ?? "") : owner, res);
      for (const [name, value] of Object.entries(own)) res.setHeader(name, value);
      res.once("close", () => {
        if (stopping) req.socket.end();
      });
      if (owner === "nobody") answerText(res, 404);
      else if (owner === "machine") await machine(req, res);
      else toWeb(req, res);
    } catch (error) {
      answerFailure(res, error, log);
    }
  };

  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: limits.checkMs,
      keepAliveTimeout: limits.keepAliveMs,
    },
    (req, res) => void handle(req, res),
  );
  server.maxConnections = limits.connections;
  // A body that was announced as too large is refused before it is sent.
  server.on("checkContinue", (req: IncomingMessage, res: ServerResponse) => {
    if (Number(req.headers["content-length"] ?? "0") <= limits.webBodyBytes) res.writeContinue();
    void handle(req, res);
  });
  const tunnel = settings.development ? createTunnel(settings.webOrigin) : null;
  if (tunnel !== null) {
    server.on("upgrade", (req: IncomingMessage, socket: Duplex) => {
      const site = ownerOf(req.url ?? "") === "web" ? siteOf(req) : undefined;
      if (site === undefined || !site.origins.includes(req.headers.origin ?? "")) return refuseUpgrade(socket, 403);
      tunnel.open(req, socket, requestHeaders(req, facts(req, site)));
    });
  }

  const stop = async () => {
    stopping = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    streams.close();
    displayStreams.close();
    tunnel?.close();
    const deadline = setTimeout(() => server.closeAllConnections(), limits.stopMs);
    await closed;
    clearTimeout(deadline);
    web.close();
    metrics.close();
  };

  return { server, stop };
};

/** Reading is free to all; what may change something must come from a page of this shop. */
const isFromOwnPage = ({ method, headers }: IncomingMessage, { origins }: Site): boolean =>
  method === "GET" || method === "HEAD" || origins.includes(headers.origin ?? "");

const everyInterval: Every = (ms, task) => {
  const timer = setInterval(task, ms);
  return () => clearInterval(timer);
};

/** Counts each answer by endpoint and status, and times all but the streams, which last for hours. */
const createMeasure = ({ counter, histogram }: Metrics) => {
  const count = counter("scantill_http_requests_total", "Requests by endpoint and status.");
  const time = histogram("scantill_http_request_seconds", "Seconds until the answer was handed over, by endpoint.");
  return (endpoint: string, res: ServerResponse): void => {
    const began = performance.now();
    res.once("close", () => {
      count({ endpoint, status: res.headersSent ? res.statusCode : "aborted" });
      if (!endpoint.endsWith("stream")) time((performance.now() - began) / 1000, { endpoint });
    });
  };
};

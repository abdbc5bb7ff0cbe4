import {
  Agent,
  type ClientRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from "node:http";
import { pipeline } from "node:stream";
import { answerStarting, answerText, type Log } from "../answers.ts";
import type { FrontLimits } from "../settings.ts";
import { type Framing, framingOf, limitedBody } from "./body.ts";

/** One request on its way to web: what came, what is sent on, and how the answer's headers are dressed. */
export type Passage = {
  req: IncomingMessage;
  res: ServerResponse;
  headers: OutgoingHttpHeaders;
  dress: (answer: IncomingMessage) => OutgoingHttpHeaders;
};

export type PassThrough = { pass: (passage: Passage) => void; close: () => void };

/** Streams requests to web and its answers back; see the paragraph "Pass-through" of the architecture. */
export const createPassThrough = (webOrigin: string, limits: FrontLimits, log: Log): PassThrough => {
  const { hostname, port } = new URL(webOrigin);
  const agent = new Agent({ keepAlive: true, scheduling: "lifo" });

  const open = ({ req, headers }: Passage, fresh: boolean): ClientRequest =>
    request({
      ...{ hostname, port, headers, setHost: false },
      ...{ method: req.method, path: req.url },
      agent: fresh ? false : agent,
      timeout: limits.webSilenceMs,
    });

  const pass = (passage: Passage, fresh = false): void => {
    const { req, res, dress } = passage;
    const framing = framingOf(req);
    const refusal = refusalOf(framing, limits.webBodyBytes);
    if (refusal !== null) {
      refuseAndClose(res, refusal);
      return;
    }
    // Said outright, because Node frames by the method and would send the body of a GET without any framing.
    if (framing.kind === "sized") passage.headers["content-length"] = framing.bytes;
    if (framing.kind === "chunked") passage.headers["transfer-encoding"] = "chunked";

    const upstream = open(passage, fresh);
    const onGone = () => {
      if (!res.writableFinished) upstream.destroy();
    };
    res.once("close", onGone);

    upstream.once("response", (answer) => {
      // An answer before the body was read: what is still under way must not be taken for the next request.
      if (!req.complete) res.setHeader("connection", "close");
      res.writeHead(answer.statusCode ?? 502, dress(answer));
      pipeline(answer, res, () => {
        if (!upstream.writableFinished) upstream.destroy();
      });
    });
    upstream.once("timeout", () => upstream.destroy(new Error("web was silent for too long")));
    upstream.once("error", (error: NodeJS.ErrnoException) => {
      res.off("close", onGone);
      if (res.headersSent || res.destroyed) {
        res.destroy();
        return;
      }
      if (framing.kind === "none" && mayRepeat(upstream, error)) {
        pass(passage, true);
        return;
      }
      log("warn", "front.web_unreachable", { error: error.message });
      if (!req.complete) res.setHeader("connection", "close");
      answerStarting(res);
    });

    if (framing.kind === "none") {
      upstream.end();
      return;
    }
    const tooLarge = () => {
      refuseAndClose(res, 413);
      upstream.destroy();
    };
    // Its errors are the upstream's own, or the client's, whose going away ends the response.
    pipeline(limitedBody(req, limits.webBodyBytes, tooLarge), upstream, () => {});
  };

  return { pass: (passage) => pass(passage), close: () => agent.destroy() };
};

const refusalOf = (framing: Framing, limit: number): 400 | 413 | null => {
  if (framing.kind === "unknown") return 400;
  return framing.kind === "sized" && framing.bytes > limit ? 413 : null;
};

/**
 * An idle connection may be closed by web just as it is used again; the request was then not read. The second try has
 * a connection of its own, so there is no third.
 */
const mayRepeat = (upstream: ClientRequest, error: NodeJS.ErrnoException): boolean =>
  upstream.reusedSocket &&
  (upstream.method === "GET" || upstream.method === "HEAD") &&
  (error.code === "ECONNRESET" || error.code === "EPIPE");

const refuseAndClose = (res: ServerResponse, status: number): void => answerText(res, status, { connection: "close" });

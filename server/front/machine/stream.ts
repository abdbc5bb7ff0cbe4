import type { ServerResponse } from "node:http";
import type { Viewer } from "#lib/auth/find-viewer.ts";
import type { RegisterView } from "#lib/orders/view.ts";

/** One open stream of server-sent events: what its reader knows, and how it is told more. */
export type Stream = {
  viewer: Viewer;
  cookie: string | undefined;
  begin: (view: RegisterView) => void;
  /** Sends the orders of which the reader has an older revision, and the register's facts when they are others. */
  show: (view: RegisterView) => void;
  beat: (now: string) => void;
  /** True when there was something to show before the stream had begun. */
  missedNews: () => boolean;
  end: () => void;
};

type Reader = Pick<Stream, "viewer" | "cookie"> & { res: ServerResponse; maxBufferBytes: number };

export const createStream = ({ res, viewer, cookie, maxBufferBytes }: Reader): Stream => {
  /** Revisions that were sent, of the orders that the register still shows; null before the snapshot. */
  let sent: Map<string, number> | null = null;
  let facts = "";
  let missed = false;

  const send = (event: string, data: unknown) => {
    res.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    // A reader that does not read is dropped; it gets a fresh snapshot when it returns.
    if (res.writableLength > maxBufferBytes) res.destroy();
  };

  const revisions = (view: RegisterView) => new Map(view.orders.map((order) => [order.id, order.revision]));

  return {
    viewer,
    cookie,
    begin: (view) => {
      res.writeHead(200, {
        "content-type": "text/event-stream; charset=utf-8",
        // no-transform: compression on the way would hold events back.
        "cache-control": "no-cache, no-transform",
        "x-accel-buffering": "no",
      });
      res.write("retry: 2000\n\n");
      sent = revisions(view);
      facts = JSON.stringify(view.facts);
      send("snapshot", view);
    },
    show: (view) => {
      if (sent === null) {
        missed = true;
        return;
      }
      for (const order of view.orders) {
        if (order.revision > (sent.get(order.id) ?? -1)) send("order", { now: view.now, order });
      }
      sent = revisions(view);
      const now = JSON.stringify(view.facts);
      if (now !== facts) send("facts", { now: view.now, facts: view.facts });
      facts = now;
    },
    beat: (now) => {
      if (sent !== null) send("beat", { now });
    },
    missedNews: () => missed,
    end: () => {
      if (sent !== null) res.end();
    },
  };
};

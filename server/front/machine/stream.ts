import type { ServerResponse } from "node:http";

export type Send = (event: string, data: unknown) => void;

/** Puts views into events; it remembers what its reader has been told. */
export type Writer<View> = {
  begin: (view: View) => void;
  /** Sends what is new to the reader, if anything is. */
  show: (view: View) => void;
  beat: (view: View) => void;
};

/** One open stream of server-sent events: who reads it, and how it is told more. */
export type Stream<Viewer, View> = Writer<View> & {
  viewer: Viewer;
  cookie: string | undefined;
  /** True when there was something to show before the stream had begun. */
  missedNews: () => boolean;
  end: () => void;
};

type Reader<Viewer> = { res: ServerResponse; viewer: Viewer; cookie: string | undefined; maxBufferBytes: number };

export const createStream = <Viewer, View>(
  { res, viewer, cookie, maxBufferBytes }: Reader<Viewer>,
  makeWriter: (send: Send) => Writer<View>,
): Stream<Viewer, View> => {
  let begun = false;
  let missed = false;
  const writer = makeWriter((event, data) => {
    res.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    // A reader that does not read is dropped; it gets a fresh snapshot when it returns.
    if (res.writableLength > maxBufferBytes) res.destroy();
  });
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
      begun = true;
      writer.begin(view);
    },
    show: (view) => {
      if (begun) writer.show(view);
      else missed = true;
    },
    beat: (view) => {
      if (begun) writer.beat(view);
    },
    missedNews: () => missed,
    end: () => {
      if (begun) res.end();
    },
  };
};

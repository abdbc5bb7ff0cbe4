import type { ServerResponse } from "node:http";
import { type Viewer, viewerKey } from "#lib/auth/find-viewer.ts";
import { errorFields } from "#lib/log.ts";
import { isUndecided, type RegisterView } from "#lib/orders/view.ts";
import type { Log } from "../answers.ts";
import type { FrontPorts } from "../ports.ts";
import type { FrontLimits } from "../settings.ts";
import { createStream, type Stream } from "./stream.ts";

/** Runs `task` each `ms` until the returned function is called. */
export type Every = (ms: number, task: () => void) => () => void;

/** Sessions are looked at this often; it is also the heartbeat while an order is undecided (docs/architecture.md, Live news). */
const TICK_MS = 4_000;
/** A quiet register hears every fifth tick: 20 s. */
const QUIET_TICKS = 5;

/** All streams of one register: one subscription, one clock, one read per hint. */
type Channel = {
  registerId: string;
  streams: Set<Stream>;
  due: { hint: boolean; tick: boolean };
  running: boolean;
  ticks: number;
  /** An order is undecided, or the last read failed: the next tick must read and speak. */
  alert: boolean;
  stop: () => void;
};

export type StreamRequest = { res: ServerResponse; viewer: Viewer; cookie: string | undefined; registerId: string };

export type Streams = {
  /** Begins the stream with a snapshot on `res`, or says why not and leaves `res` alone. */
  open: (request: StreamRequest) => Promise<"opened" | "not_found" | "too_many" | "stopping">;
  count: () => number;
  close: () => void;
};

type Tools = {
  ports: Pick<FrontPorts, "viewer" | "registerView" | "subscribe">;
  limits: FrontLimits;
  every: Every;
  log: Log;
};

export const createStreams = ({ ports, limits, every, log }: Tools): Streams => {
  const channels = new Map<string, Channel>();
  let stopping = false;

  const all = () => [...channels.values()].flatMap((channel) => [...channel.streams]);

  const start = (registerId: string): Channel => {
    const channel: Channel = {
      ...{ registerId, streams: new Set<Stream>(), running: false, ticks: 0, alert: false },
      due: { hint: false, tick: false },
      stop: () => {
        unsubscribe();
        stopClock();
        channels.delete(registerId);
      },
    };
    const unsubscribe = ports.subscribe(registerId, () => hint(channel));
    const stopClock = every(TICK_MS, () => {
      channel.due.tick = true;
      void work(channel);
    });
    channels.set(registerId, channel);
    return channel;
  };

  const leave = (channel: Channel, stream: Stream) => {
    if (channel.streams.delete(stream) && channel.streams.size === 0) channel.stop();
  };

  const end = (channel: Channel, stream: Stream) => {
    leave(channel, stream);
    stream.end();
  };

  /** Hints of one turn become one read. */
  const hint = (channel: Channel) => {
    channel.due.hint = true;
    setImmediate(() => void work(channel));
  };

  /** One reader per channel: what comes due meanwhile is done by the same run. */
  const work = async (channel: Channel) => {
    if (channel.running) return;
    channel.running = true;
    while (channel.due.hint || channel.due.tick) {
      const { hint: hinted, tick: ticked } = channel.due;
      channel.due = { hint: false, tick: false };
      try {
        if (hinted) await tellNews(channel);
        if (ticked) await beat(channel);
      } catch (error) {
        // Silence tells the screens that nobody vouches for what they show; the next tick tries again.
        channel.alert = true;
        log("error", "front.stream_read_failed", errorFields(error));
      }
    }
    channel.running = false;
  };

  /** Reads as one of those who may; those who may not any more lose their streams. */
  const tellNews = async (channel: Channel) => {
    for (const [viewer, streams] of byViewer(channel)) {
      const view = await ports.registerView(viewer, channel.registerId);
      if (view !== null) return show(channel, channel.streams, view);
      for (const stream of streams) end(channel, stream);
    }
  };

  const beat = async (channel: Channel) => {
    await endRevoked(channel);
    channel.ticks += 1;
    if (!channel.alert && channel.ticks % QUIET_TICKS !== 0) return;
    for (const [viewer, streams] of byViewer(channel)) {
      const view = await ports.registerView(viewer, channel.registerId);
      if (view !== null) show(channel, streams, view);
      for (const stream of streams) {
        if (view === null) end(channel, stream);
        else stream.beat(view.now);
      }
    }
  };

  const endRevoked = async (channel: Channel) => {
    const viewers = new Map<string | undefined, Viewer | null>();
    for (const stream of [...channel.streams]) {
      if (!viewers.has(stream.cookie)) viewers.set(stream.cookie, await ports.viewer(stream.cookie));
      const viewer = viewers.get(stream.cookie) ?? null;
      if (viewer === null || viewerKey(viewer) !== viewerKey(stream.viewer)) end(channel, stream);
    }
  };

  const show = (channel: Channel, streams: Iterable<Stream>, view: RegisterView) => {
    channel.alert = view.orders.some((order) => isUndecided(order.state));
    for (const stream of streams) stream.show(view);
  };

  const open: Streams["open"] = async ({ res, viewer, cookie, registerId }) => {
    if (stopping) return "stopping";
    const own = all().filter((stream) => viewerKey(stream.viewer) === viewerKey(viewer));
    if (own.length >= limits.streamsPerUser) return "too_many";
    const channel = channels.get(registerId) ?? start(registerId);
    const stream = createStream({ res, viewer, cookie, maxBufferBytes: limits.streamBufferBytes });
    // Joined before its first read: a change in between is then not missed.
    channel.streams.add(stream);
    res.once("close", () => leave(channel, stream));
    try {
      const view = await ports.registerView(viewer, registerId);
      if (view === null) {
        leave(channel, stream);
        return "not_found";
      }
      if (!channel.streams.has(stream)) return "stopping";
      stream.begin(view);
      channel.alert ||= view.orders.some((order) => isUndecided(order.state));
      if (stream.missedNews()) hint(channel);
      return "opened";
    } catch (error) {
      leave(channel, stream);
      throw error;
    }
  };

  const close = () => {
    stopping = true;
    for (const channel of [...channels.values()]) for (const stream of [...channel.streams]) end(channel, stream);
  };

  return { open, count: () => all().length, close };
};

/** One read serves all streams of a viewer. */
function byViewer({ streams }: Channel): [Viewer, Stream[]][] {
  const groups = Map.groupBy(streams, ({ viewer }) => viewerKey(viewer)).values();
  return [...groups].flatMap((group) => (group[0] ? [[group[0].viewer, group]] : []));
}

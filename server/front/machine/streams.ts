import type { ServerResponse } from "node:http";
import { errorFields } from "#lib/log.ts";
import type { Log } from "../answers.ts";
import type { FrontPorts } from "../ports.ts";
import type { FrontLimits } from "../settings.ts";
import { createStream, type Send, type Stream, type Writer } from "./stream.ts";

/** Runs `task` each `ms` until the returned function is called. */
export type Every = (ms: number, task: () => void) => () => void;

/** One kind of readers: who they are, what they see of a register, and how they are told. */
export type Source<Viewer, View> = {
  viewer: (cookie: string | undefined) => Promise<Viewer | null>;
  /** Whether this viewer may see the register now; asked at each tick, so it costs less than a read. */
  sees: (viewer: Viewer, registerId: string) => Promise<boolean>;
  /** Tells viewers apart. */
  keyOf: (viewer: Viewer) => string;
  /** Null for those who may not see it, not any more included. */
  read: (viewer: Viewer, registerId: string) => Promise<View | null>;
  /** True when silence would leave the reader with something that may be wrong: the next tick must read and speak. */
  isLively: (view: View) => boolean;
  writer: (send: Send) => Writer<View>;
};

/** Sessions are looked at this often; it is also the heartbeat while an order is undecided (docs/architecture.md, Live news). */
const TICK_MS = 4_000;
/** A quiet register hears every fifth tick: 20 s. */
const QUIET_TICKS = 5;

/** All streams of one register: one subscription, one clock, one read per hint. */
type Channel<Viewer, View> = {
  registerId: string;
  streams: Set<Stream<Viewer, View>>;
  due: { hint: boolean; place: boolean; tick: boolean };
  running: boolean;
  ticks: number;
  /** The view is lively, or the last read failed: the next tick must read and speak. */
  alert: boolean;
  stop: () => void;
};

type StreamRequest<Viewer> = { res: ServerResponse; viewer: Viewer; cookie: string | undefined; registerId: string };

export type Streams<Viewer> = {
  /** Begins the stream with a snapshot on `res`, or says why not and leaves `res` alone. */
  open: (request: StreamRequest<Viewer>) => Promise<"opened" | "not_found" | "too_many" | "stopping">;
  count: () => number;
  close: () => void;
};

type Tools<Viewer, View> = {
  source: Source<Viewer, View>;
  subscribe: FrontPorts["subscribe"];
  limits: FrontLimits;
  every: Every;
  log: Log;
};

export const createStreams = <Viewer, View>(tools: Tools<Viewer, View>): Streams<Viewer> => {
  type Line = Channel<Viewer, View>;
  type Reader = Stream<Viewer, View>;
  const { source, subscribe, limits, every, log } = tools;
  const channels = new Map<string, Line>();
  let stopping = false;

  const all = () => [...channels.values()].flatMap((channel) => [...channel.streams]);

  const start = (registerId: string): Line => {
    const channel: Line = {
      ...{ registerId, streams: new Set<Reader>(), running: false, ticks: 0, alert: false },
      due: { hint: false, place: false, tick: false },
      stop: () => {
        unsubscribe();
        stopClock();
        channels.delete(registerId);
      },
    };
    const unsubscribe = subscribe(registerId, (about) => hint(channel, about));
    const stopClock = every(TICK_MS, () => {
      channel.due.tick = true;
      void work(channel);
    });
    channels.set(registerId, channel);
    return channel;
  };

  const leave = (channel: Line, stream: Reader) => {
    if (channel.streams.delete(stream) && channel.streams.size === 0) channel.stop();
  };

  const end = (channel: Line, stream: Reader) => {
    leave(channel, stream);
    stream.end();
  };

  /** Hints of one turn become one read. */
  const hint = (channel: Line, about: "orders" | "place") => {
    channel.due.hint = true;
    channel.due.place ||= about === "place";
    setImmediate(() => void work(channel));
  };

  /** One reader per channel: what comes due meanwhile is done by the same run. */
  const work = async (channel: Line) => {
    if (channel.running) return;
    channel.running = true;
    while (channel.due.hint || channel.due.tick) {
      const { hint: hinted, place: moved, tick: ticked } = channel.due;
      channel.due = { hint: false, place: false, tick: false };
      try {
        // What one of them may see is shown to all: who was shut out or moved goes first.
        if (moved) await endRevoked(channel);
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
  const tellNews = async (channel: Line) => {
    for (const [viewer, streams] of byViewer(channel)) {
      const view = await source.read(viewer, channel.registerId);
      if (view !== null) return show(channel, channel.streams, view);
      for (const stream of streams) end(channel, stream);
    }
  };

  const beat = async (channel: Line) => {
    await endRevoked(channel);
    channel.ticks += 1;
    if (!channel.alert && channel.ticks % QUIET_TICKS !== 0) return;
    for (const [viewer, streams] of byViewer(channel)) {
      const view = await source.read(viewer, channel.registerId);
      if (view !== null) show(channel, streams, view);
      for (const stream of streams) {
        if (view === null) end(channel, stream);
        else stream.beat(view);
      }
    }
  };

  const endRevoked = async (channel: Line) => {
    const viewers = new Map<string | undefined, Viewer | null>();
    for (const stream of [...channel.streams]) {
      if (!viewers.has(stream.cookie)) viewers.set(stream.cookie, await stillHere(stream.cookie, channel.registerId));
      const viewer = viewers.get(stream.cookie) ?? null;
      if (viewer === null || source.keyOf(viewer) !== source.keyOf(stream.viewer)) end(channel, stream);
    }
  };

  const stillHere = async (cookie: string | undefined, registerId: string): Promise<Viewer | null> => {
    const viewer = await source.viewer(cookie);
    return viewer !== null && (await source.sees(viewer, registerId)) ? viewer : null;
  };

  /** One read serves all streams of a viewer. */
  const byViewer = ({ streams }: Line): [Viewer, Reader[]][] => {
    const groups = Map.groupBy(streams, ({ viewer }) => source.keyOf(viewer)).values();
    return [...groups].flatMap((group) => (group[0] ? [[group[0].viewer, group]] : []));
  };

  const show = (channel: Line, streams: Iterable<Reader>, view: View) => {
    channel.alert = source.isLively(view);
    for (const stream of streams) stream.show(view);
  };

  const open: Streams<Viewer>["open"] = async ({ res, viewer, cookie, registerId }) => {
    if (stopping) return "stopping";
    const own = all().filter((stream) => source.keyOf(stream.viewer) === source.keyOf(viewer));
    if (own.length >= limits.streamsPerUser) return "too_many";
    const channel = channels.get(registerId) ?? start(registerId);
    const stream = createStream({ res, viewer, cookie, maxBufferBytes: limits.streamBufferBytes }, source.writer);
    // Joined before its first read: a change in between is then not missed.
    channel.streams.add(stream);
    res.once("close", () => leave(channel, stream));
    try {
      const view = await source.read(viewer, registerId);
      if (view === null) {
        leave(channel, stream);
        return "not_found";
      }
      if (!channel.streams.has(stream)) return "stopping";
      stream.begin(view);
      channel.alert ||= source.isLively(view);
      if (stream.missedNews()) hint(channel, "orders");
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

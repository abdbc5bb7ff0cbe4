import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { FrontLimits } from "../settings.ts";
import { call, dial } from "../testing/call.ts";
import { readEvents } from "../testing/read-events.ts";
import { createRegister, REGISTER } from "../testing/register.ts";
import { startFront } from "../testing/start-front.ts";

const PATH = `/stream?register=${REGISTER}`;

const startRegister = async (limits: Partial<FrontLimits> = {}) => {
  const { register, ports, every } = createRegister();
  const started = await startFront({ ports, every, limits });
  const until = async (fact: () => boolean) => {
    while (!fact()) await nextTurn();
  };
  /** One tick of the clock, until sessions were looked at. */
  const tick = async () => {
    const before = register.checks;
    register.tick();
    await until(() => register.checks > before);
  };
  return { ...started, register, until, tick, open: (user = "li") => readEvents(started.port, PATH, user) };
};

const orderNews = (id: string, revision: number) => ({
  event: "order",
  data: { now: expect.any(String), order: expect.objectContaining({ id, revision }) },
});

const snapshotOf = (...ids: string[]) => ({
  event: "snapshot",
  data: { now: expect.any(String), orders: ids.map((id) => expect.objectContaining({ id })), facts: expect.anything() },
});

describe("a stream", () => {
  it("P17 begins with the whole register, and may be neither kept nor repacked on the way", async () => {
    const { register, open } = await startRegister();
    register.put("a", 1, "paid");
    const stream = await open();
    expect(stream.headers).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    });
    expect(await stream.next()).toEqual(snapshotOf("a"));
  });

  it("tells each order that changed once, and only newer revisions", async () => {
    const { register, open } = await startRegister();
    register.put("a", 5, "waiting");
    register.put("b", 1, "paid");
    const stream = await open();
    await stream.next();
    register.put("a", 4, "creating");
    register.put("c", 1, "creating");
    register.hint();
    expect(await stream.next()).toEqual(orderNews("c", 1));
    register.put("a", 6, "paid");
    register.hint();
    expect(await stream.next()).toEqual(orderNews("a", 6));
    register.put("b", 2, "paid");
    register.hint();
    expect(await stream.next()).toEqual(orderNews("b", 2));
  });

  it("misses nothing that changes while its first read is under way", async () => {
    const { register, until, open } = await startRegister();
    register.put("a", 1, "waiting");
    const held = Promise.withResolvers<void>();
    register.beforeRead = () => held.promise;
    const opening = open();
    await until(() => register.reads.length === 1);
    register.beforeRead = async () => {};
    register.put("a", 2, "paid");
    register.hint();
    await until(() => register.reads.length === 2);
    held.resolve();
    const stream = await opening;
    expect(await stream.next()).toEqual(snapshotOf("a"));
    expect(await stream.next()).toEqual(orderNews("a", 2));
  });

  it("tells that a shift was opened, once", async () => {
    const { register, open } = await startRegister();
    const stream = await open();
    await stream.next();
    const shift = { id: "s", openedAt: "2026-01-01T00:00:00Z", heldBy: "Li" };
    register.facts = { shift, requireShift: true, health: null };
    register.hint();
    const facts = {
      event: "facts",
      data: { now: expect.any(String), facts: { shift, requireShift: true, health: null } },
    };
    expect(await stream.next()).toEqual(facts);
    register.put("a", 1, "paid");
    register.hint();
    expect(await stream.next()).toEqual(orderNews("a", 1));
  });

  it("F53 starts afresh when its reader returns", async () => {
    const { register, until, open } = await startRegister();
    const first = await open();
    await first.next();
    first.leave();
    await until(() => register.listeners() === 0);
    expect(register.clocks()).toBe(0);
    register.put("a", 1, "paid");
    const second = await open();
    expect(await second.next()).toEqual(snapshotOf("a"));
    expect(register.listeners()).toBe(1);
  });
});

describe("the heartbeat", () => {
  it("P17 comes with each tick while an order is undecided", async () => {
    const { register, open } = await startRegister();
    register.put("a", 1, "waiting");
    const stream = await open();
    await stream.next();
    for (const read of [2, 3, 4]) {
      register.tick();
      expect(await stream.next()).toEqual({ event: "beat", data: { now: `read ${read}` } });
    }
  });

  it("comes with each fifth tick when all is decided, without reads in between", async () => {
    const { register, tick, open } = await startRegister();
    register.put("a", 1, "paid");
    const stream = await open();
    await stream.next();
    for (const read of [2, 3]) {
      for (let ticks = 0; ticks < 5; ticks += 1) await tick();
      expect(await stream.next()).toEqual({ event: "beat", data: { now: `read ${read}` } });
    }
  });

  it("quickens when news makes an order undecided, and slows down when it is decided", async () => {
    const { register, tick, open } = await startRegister();
    const stream = await open();
    await stream.next();
    register.put("a", 1, "creating");
    register.hint();
    await stream.next();
    register.tick();
    expect(await stream.next()).toEqual({ event: "beat", data: { now: "read 3" } });
    register.put("a", 2, "paid");
    register.hint();
    expect(await stream.next()).toEqual(orderNews("a", 2));
    for (let ticks = 0; ticks < 4; ticks += 1) await tick();
    expect(await stream.next()).toEqual({ event: "beat", data: { now: "read 5" } });
  });

  it("brings what a lost hint would have told", async () => {
    const { register, open } = await startRegister();
    register.put("a", 1, "waiting");
    const stream = await open();
    await stream.next();
    register.put("a", 2, "paid");
    register.tick();
    expect(await stream.next()).toEqual(orderNews("a", 2));
    expect((await stream.next())?.event).toBe("beat");
  });

  it("I16 stays away while the shop cannot be read, and the next one brings what was missed", async () => {
    const { register, until, open, logged } = await startRegister();
    register.put("a", 1, "paid");
    const stream = await open();
    await stream.next();
    register.beforeRead = () => Promise.reject(new Error("no database"));
    register.put("a", 2, "paid");
    register.hint();
    await until(() => logged.length === 1);
    expect(logged).toMatchObject([{ level: "error", event: "front.stream_read_failed" }]);
    register.beforeRead = async () => {};
    register.tick();
    expect(await stream.next()).toEqual(orderNews("a", 2));
    expect((await stream.next())?.event).toBe("beat");
  });
});

describe("several streams", () => {
  it("of one register share one subscription, one clock, and one read for all hints of a turn", async () => {
    const { register, open } = await startRegister();
    const streams = [await open("li"), await open("li"), await open("wang")];
    for (const stream of streams) await stream.next();
    expect([register.listeners(), register.clocks()]).toEqual([1, 1]);
    for (const revision of [1, 2]) {
      register.reads = [];
      register.put("a", revision, "waiting");
      for (let hints = 0; hints < 5; hints += 1) register.hint();
      for (const stream of streams) expect(await stream.next()).toEqual(orderNews("a", revision));
      expect(register.reads).toHaveLength(1);
    }
  });

  it("hints that come during a read lead to one more read, not to one each", async () => {
    const { register, until, open } = await startRegister();
    const stream = await open();
    await stream.next();
    const held = Promise.withResolvers<void>();
    register.reads = [];
    register.beforeRead = () => held.promise;
    register.put("a", 1, "waiting");
    register.hint();
    await until(() => register.reads.length === 1);
    for (const revision of [2, 3, 4]) {
      register.put("a", revision, "waiting");
      register.hint();
      await nextTurn();
    }
    held.resolve();
    expect(await stream.next()).toEqual(orderNews("a", 1));
    expect(await stream.next()).toEqual(orderNews("a", 4));
    expect(register.reads).toHaveLength(2);
  });

  it("S23 are limited for each user", async () => {
    const { port, open } = await startRegister({ streamsPerUser: 2 });
    const [first] = [await open("li"), await open("li")];
    const refused = await call(port, PATH, { headers: { cookie: "li" } });
    expect(refused.status).toBe(429);
    expect(refused.headers).toHaveProperty("retry-after");
    expect((await open("wang")).status).toBe(200);
    expect(first.status).toBe(200);
  });
});

describe("who may not listen any more", () => {
  it("B41 a revoked session ends its streams at the next tick, and nobody else's", async () => {
    const { register, open } = await startRegister();
    const [ended, kept] = [await open("li"), await open("wang")];
    for (const stream of [ended, kept]) await stream.next();
    register.signedIn.delete("li");
    register.tick();
    expect(await ended.next()).toBeNull();
    register.put("a", 1, "waiting");
    register.hint();
    expect(await kept.next()).toEqual(orderNews("a", 1));
  });

  it("the last stream's end gives back subscription and clock", async () => {
    const { register, open } = await startRegister();
    const stream = await open();
    await stream.next();
    register.signedIn.delete("li");
    register.tick();
    expect(await stream.next()).toBeNull();
    expect([register.listeners(), register.clocks()]).toEqual([0, 0]);
  });

  it("B37 losing the register ends the stream, at news and at the heartbeat", async () => {
    for (const moment of ["hint", "tick"] as const) {
      const { register, open } = await startRegister();
      register.put("a", 1, "waiting");
      const [ended, kept] = [await open("li"), await open("wang")];
      for (const stream of [ended, kept]) await stream.next();
      register.allowed.delete("li");
      register.put("a", 2, "waiting");
      register[moment]();
      expect(await ended.next()).toBeNull();
      expect(await kept.next()).toEqual(orderNews("a", 2));
    }
  });

  it("B41 S2 whoever lost the register hears nothing more of a quiet one: at once when that is told, else at the next tick", async () => {
    for (const moment of ["move", "tick"] as const) {
      const { register, open } = await startRegister();
      register.put("a", 1, "paid");
      const [kept, ended] = [await open("wang"), await open("li")];
      for (const stream of [kept, ended]) await stream.next();
      register.allowed.delete("li");
      if (moment === "move") register.put("a", 2, "paid");
      register[moment]();
      expect(await ended.next()).toBeNull();
    }
  });

  it("S23 a reader that does not read is dropped", async () => {
    const { port, register, until } = await startRegister({ streamBufferBytes: 100_000 });
    const line = await dial(port);
    line.socket.write(`GET ${PATH} HTTP/1.1\r\nHost: x\r\nCookie: li\r\n\r\n`);
    await line.hears("snapshot");
    line.socket.pause();
    for (let revision = 1; register.listeners() > 0; revision += 1) {
      const view = register.put("a", revision, "waiting").get("a");
      if (view) register.replace({ ...view, reference: "x".repeat(1_000_000) });
      const reads = register.reads.length;
      register.hint();
      await until(() => register.reads.length > reads || register.listeners() === 0);
      await nextTurn();
    }
    line.socket.resume();
    await line.closed;
  });
});

describe("how a stream is refused", () => {
  it.each([
    { when: "nobody is signed in", path: PATH, cookie: "", status: 401 },
    { when: "the session has ended", path: PATH, cookie: "zhao", status: 401 },
    { when: "the register is another's", path: PATH.replace(/1$/, "2"), cookie: "li", status: 404 },
    { when: "no register is named", path: "/stream", cookie: "li", status: 404 },
    { when: "the register is no id", path: "/stream?register=1%27--", cookie: "li", status: 404 },
    { when: "two are named", path: `${PATH}&register=${REGISTER}`, cookie: "li", status: 404 },
  ])("when $when, here and for the state alike", async ({ path, cookie, status }) => {
    const { port, register } = await startRegister();
    const headers = { cookie };
    expect((await call(port, path, { headers })).status).toBe(status);
    expect((await call(port, path.replace("/stream", "/state"), { headers })).status).toBe(status);
    expect(register.listeners()).toBe(0);
  });

  it("S22 with a reference only, when the shop cannot be read", async () => {
    const { port, register, logged } = await startRegister();
    register.beforeRead = () => Promise.reject(new Error("secret of the database"));
    const answer = await call(port, PATH, { headers: { cookie: "li" } });
    expect(answer.status).toBe(500);
    const reference = /Reference: ([A-Z]{8})\n$/.exec(answer.body)?.[1];
    expect(answer.body).not.toContain("secret");
    expect(logged).toMatchObject([{ event: "front.failed", fields: { reference, error: "secret of the database" } }]);
    expect(register.listeners()).toBe(0);
  });

  it("for other methods than GET", async () => {
    const { port } = await startRegister();
    for (const method of ["HEAD", "POST"]) {
      expect((await call(port, PATH, { method, headers: { cookie: "li" } })).status).toBe(405);
    }
  });
});

describe("the state", () => {
  it("is the whole register as JSON, kept by nobody", async () => {
    const { port, register } = await startRegister();
    register.put("a", 7, "waiting");
    const answer = await call(port, `/state?register=${REGISTER}`, { headers: { cookie: "li" } });
    expect(answer).toMatchObject({ status: 200, headers: { "cache-control": "no-store" } });
    expect(JSON.parse(answer.body)).toMatchObject({ now: "read 1", orders: [{ id: "a", revision: 7 }] });
  });
});

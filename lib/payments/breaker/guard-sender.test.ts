import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Answer, GatewayRequest, NoAnswer, Sender } from "#lib/alipay/send.ts";
import { guardSender } from "./guard-sender.ts";

const MAIN = "https://main.example";
const GATEWAY = `${MAIN}/gateway.do`;
/** A thousandth of the real pause between probes, and of the time that a code and a query may take. */
const PROBE_MS = 5;
const options = { deadlineMs: 15, allowed: () => true };
const short = { ...options, deadlineMs: 5 };
const call = (url = `${GATEWAY}?sign=x`): GatewayRequest => ({ url, headers: {}, body: "a=1" });

const answered = (status: number): Answer => ({
  kind: "answer",
  status,
  body: Buffer.alloc(0),
  contentType: null,
  date: null,
  ms: 1,
});
const noAnswer = (reason: NoAnswer["reason"], sent = true): NoAnswer => ({ kind: "no_answer", sent, reason, ms: 1 });
const refused = { kind: "no_answer", sent: false, reason: "breaker_open" };

type Result = Answer | NoAnswer | Promise<Answer | NoAnswer>;

/** A network whose calls and probes go as the test says, and a breaker before it; by the clock that the test moves hosts have rested. */
function network(calls: (origin: string) => Result, probes: (origin: string) => Result) {
  const clock = { now: 0 };
  const sent: (GatewayRequest & { connectMs?: number | undefined })[] = [];
  const turns: string[] = [];
  const inner: Sender = {
    async send(request, { connectMs }) {
      sent.push(connectMs === undefined ? request : { ...request, connectMs });
      const { origin } = new URL(request.url);
      return request.method === "GET" ? probes(origin) : calls(origin);
    },
    close: () => {},
  };
  const sender = guardSender(inner, { probeMs: PROBE_MS, now: () => clock.now });
  onTestFinished(() => sender.close());
  const turned = (...to: string[]) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    sender.onTurn((turn) => {
      turns.push(turn.to);
      if (turns.slice(-to.length).join() === to.join()) resolve();
    });
    return promise;
  };
  const realCalls = () => sent.filter(({ method }) => method !== "GET");
  return { sender, sent, realCalls, turned, clock };
}

const is = (sender: ReturnType<typeof guardSender>) => sender.hosts().map(({ kind }) => kind);

describe("F32 an outage", () => {
  it("is found out from one call and its probes; then a call ends at once, and never leaves", async () => {
    const { sender, sent, turned } = network(
      () => noAnswer("timeout"),
      () => noAnswer("timeout"),
    );
    const open = turned("open");
    expect(await sender.send(call(), options)).toMatchObject({ reason: "timeout" });
    await open;
    const before = sent.filter(({ method }) => method !== "GET").length;
    expect(await sender.send(call(), options)).toMatchObject(refused);
    expect(sent.filter(({ method }) => method !== "GET")).toHaveLength(before);
    expect(sender.hosts()).toEqual([{ origin: MAIN, kind: "open" }]);
  });

  it("is over with the first probe that is answered", async () => {
    let there = false;
    const { sender, turned } = network(
      () => (there ? answered(200) : noAnswer("refused", false)),
      () => (there ? answered(404) : noAnswer("refused", false)),
    );
    const open = turned("open");
    const closed = turned("closed");
    await sender.send(call(), options);
    await open;
    there = true;
    await closed;
    expect(await sender.send(call(), options)).toMatchObject({ status: 200 });
  });

  it("is probed with the bare address, never with a charge", async () => {
    const { sender, sent, turned } = network(
      () => answered(502),
      () => answered(503),
    );
    const open = turned("open");
    await sender.send(call(), options);
    await open;
    const probes = sent.slice(1);
    expect(probes.length).toBeGreaterThanOrEqual(3);
    for (const probe of probes) expect(probe).toEqual({ method: "GET", url: GATEWAY, headers: {}, body: "" });
  });

  it("lets a call that was under way end as it ends", async () => {
    const late = Promise.withResolvers<Answer>();
    const results: Result[] = [late.promise];
    const { sender, turned } = network(
      () => results.shift() ?? noAnswer("reset"),
      () => noAnswer("timeout"),
    );
    const open = turned("open");
    const first = sender.send(call(), options);
    await sender.send(call(), options);
    await open;
    late.resolve(answered(200));
    expect(await first).toMatchObject({ status: 200 });
    expect(sender.hosts()).toEqual([{ origin: MAIN, kind: "closed" }]);
  });
});

describe("F32 a host that answers probes while calls fail", () => {
  async function opened(calls: () => Result, probe: Result = answered(200)) {
    const failing = [1, 2, 3, 4].map(() => noAnswer("timeout"));
    const all = network(
      () => failing.shift() ?? calls(),
      () => probe,
    );
    for (let failed = 0; failed < 4; failed++) await all.sender.send(call(), options);
    expect(is(all.sender)).toEqual(["open"]);
    return all;
  }

  it("gets one call at a time after a rest, until one is answered", async () => {
    const trial = Promise.withResolvers<Answer>();
    const results: Result[] = [trial.promise];
    const { sender, clock } = await opened(() => results.shift() ?? answered(200));
    clock.now = PROBE_MS - 1;
    expect(await sender.send(call(), options)).toMatchObject(refused);
    clock.now = PROBE_MS;
    const tried = sender.send(call(), options);
    expect(await sender.send(call(), short)).toMatchObject(refused);
    trial.resolve(answered(200));
    expect(await tried).toMatchObject({ status: 200 });
    expect(await sender.send(call(), options)).toMatchObject({ status: 200 });
    expect(is(sender)).toEqual(["closed"]);
  });

  it("rests again after a trial that failed", async () => {
    const { sender, clock } = await opened(() => noAnswer("timeout"));
    clock.now = PROBE_MS;
    expect(await sender.send(call(), short)).toMatchObject({ reason: "timeout" });
    expect(await sender.send(call(), short)).toMatchObject(refused);
    clock.now += PROBE_MS;
    expect(await sender.send(call(), short)).toMatchObject({ reason: "timeout" });
    expect(is(sender)).toEqual(["open"]);
  });

  it("lets a customer wait for nothing now and then only, and is noticed within 30 s of its return", async () => {
    let there = false;
    const { sender, realCalls, clock } = await opened(() => {
      if (there) return answered(200);
      clock.now += options.deadlineMs;
      return noAnswer("timeout");
    });
    let asked = 0;
    for (; clock.now < 600; clock.now++, asked++) await sender.send(call(), options);
    expect(realCalls().length / asked).toBeLessThan(0.1);
    there = true;
    const back = clock.now;
    while ((await sender.send(call(), options)).kind !== "answer") clock.now++;
    expect(clock.now - back).toBeLessThan(30);
  });

  it.each([500, 501, 405, 404, 302])("has answered a probe with status %i, too", async (status) => {
    const { sender, clock, sent } = await opened(() => answered(200), answered(status));
    await vi.waitFor(() => expect(sent.some(({ method }) => method === "GET")).toBe(true));
    clock.now = PROBE_MS;
    expect(await sender.send(call(), options)).toMatchObject({ status: 200 });
  });
});

describe("F32 a host that answers calls and no probe", () => {
  it("is not opened by one lost call where a bare GET is an error to it", async () => {
    const results: Result[] = [noAnswer("reset")];
    const { sender, sent } = network(
      () => results.shift() ?? answered(200),
      () => answered(501),
    );
    await sender.send(call(), options);
    await vi.waitFor(() => expect(sent).toHaveLength(2));
    expect(is(sender)).toEqual(["closed"]);
    expect(await sender.send(call(), options)).toMatchObject({ status: 200 });
    expect(sent).toHaveLength(3);
  });

  it.each([
    ["a query after one pause", short, PROBE_MS],
    ["a code after a minute", options, 12 * PROBE_MS],
  ])("is not called away for ever: %s finds out", async (_, asked, restedMs) => {
    const results: Result[] = [noAnswer("reset")];
    const { sender, clock, turned } = network(
      () => results.shift() ?? answered(200),
      () => answered(502),
    );
    const open = turned("open");
    await sender.send(call(), options);
    await open;
    clock.now = restedMs - 1;
    expect(await sender.send(call(), asked)).toMatchObject(refused);
    clock.now = restedMs;
    expect(await sender.send(call(), asked)).toMatchObject({ status: 200 });
    expect(is(sender)).toEqual(["closed"]);
  });

  it("makes nobody wait long where it cannot even be reached", async () => {
    const { sender, realCalls, clock, turned } = network(
      () => noAnswer("timeout", false),
      () => noAnswer("timeout", false),
    );
    const open = turned("open");
    await sender.send(call(), options);
    await open;
    clock.now = 12 * PROBE_MS;
    await sender.send(call(), options);
    expect(realCalls().map(({ connectMs }) => connectMs)).toEqual([undefined, 1500]);
  });
});

it("keeps hosts apart, and counts nothing that our own rules did not let out", async () => {
  const { sender, sent, turned } = network(
    (origin) => (origin === MAIN ? noAnswer("tls", false) : answered(200)),
    (origin) => (origin === MAIN ? noAnswer("tls", false) : answered(200)),
  );
  const open = turned("open");
  await sender.send(call(), options);
  await open;
  expect(await sender.send(call("https://backup.example/gateway.do"), options)).toMatchObject({ status: 200 });
  const nowhere = { ...options, allowed: () => false };
  await sender.send(call("https://elsewhere.example/"), nowhere);
  expect(sender.hosts().map(({ origin }) => origin)).toEqual([MAIN, "https://backup.example"]);
  expect(sent.some(({ method, url }) => method === "GET" && !url.startsWith(MAIN))).toBe(false);
});

it.each([200, 302, 404, 499])("takes an answer with status %i for a sign of life", async (status) => {
  const { sender, sent } = network(
    () => answered(status),
    () => answered(status),
  );
  for (let count = 0; count < 10; count++) await sender.send(call(), options);
  expect(sent).toHaveLength(10);
});

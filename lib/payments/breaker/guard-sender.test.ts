import { describe, expect, it, onTestFinished } from "vitest";
import type { Answer, GatewayRequest, NoAnswer, Sender } from "#lib/alipay/send.ts";
import { guardSender } from "./guard-sender.ts";

const MAIN = "https://main.example";
const GATEWAY = `${MAIN}/gateway.do`;
const options = { deadlineMs: 15_000, allowed: () => true };
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

/** A network whose calls and probes go as the test says, and a breaker before it that probes every 5 ms. */
function network(calls: (origin: string) => Result, probes: (origin: string) => Result) {
  const sent: GatewayRequest[] = [];
  const turns: string[] = [];
  const inner: Sender = {
    async send(request) {
      sent.push(request);
      const { origin } = new URL(request.url);
      return request.method === "GET" ? probes(origin) : calls(origin);
    },
    close: () => {},
  };
  const sender = guardSender(inner, { probeMs: 5 });
  onTestFinished(() => sender.close());
  const turned = (...to: string[]) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    sender.onTurn((turn) => {
      turns.push(turn.to);
      if (turns.slice(-to.length).join() === to.join()) resolve();
    });
    return promise;
  };
  return { sender, sent, turned };
}

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

describe("a host that answers probes while calls fail", () => {
  it("F32 gets one call at a time until one is answered", async () => {
    const trial = Promise.withResolvers<Answer>();
    const results: Result[] = [1, 2, 3, 4].map(() => noAnswer("timeout"));
    const { sender, turned } = network(
      () => results.shift() ?? trial.promise,
      () => answered(200),
    );
    const trying = turned("open", "trial");
    for (let failed = 0; failed < 4; failed++) await sender.send(call(), options);
    await trying;
    const tried = sender.send(call(), options);
    expect(await sender.send(call(), options)).toMatchObject(refused);
    trial.resolve(answered(200));
    expect(await tried).toMatchObject({ status: 200 });
    expect(await sender.send(call(), options)).toMatchObject({ status: 200 });
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

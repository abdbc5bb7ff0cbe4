import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Pairing } from "#lib/displays/begin-pairing.ts";
import type { DisplayState, DisplayView } from "#lib/displays/view.ts";
import type { FrontPorts } from "../ports.ts";
import type { FrontLimits } from "../settings.ts";
import { call, sendRaw } from "../testing/call.ts";
import { readEvents } from "../testing/read-events.ts";
import { startFront } from "../testing/start-front.ts";

const FIELDS = ["amount", "code", "currency", "endsAt", "lang", "receiptUrl", "state", "storeName"];
const viewOf = (state: DisplayState): DisplayView => ({
  ...{ state, amount: "12850", currency: "CNY", storeName: "Corner", code: null },
  ...{ endsAt: null, receiptUrl: null, lang: "en" as const },
});

/** Displays by cookie, with the register that each shows; the picture is moved by hand. */
const startDisplays = async (limits: Partial<FrontLimits> = {}) => {
  const shows = new Map([
    ["east", "1"],
    ["west", "1"],
  ]);
  const listeners = new Set<(about: "orders" | "place") => void>();
  const tasks = new Set<() => void>();
  const asked: { cookieHeader: string | undefined; address: string }[] = [];
  const desk = { view: viewOf("idle"), looked: 0, pairing: { kind: "too_many" } as Pairing };
  const displays: FrontPorts["displays"] = {
    viewer: async (cookie = "") => {
      desk.looked += 1;
      const registerId = shows.get(cookie);
      return registerId === undefined ? null : { deviceId: cookie, registerId };
    },
    view: async ({ deviceId, registerId }) =>
      shows.get(deviceId) === registerId ? { now: "now", view: desk.view } : null,
    pairing: async (one) => {
      asked.push(one);
      return desk.pairing;
    },
  };
  const started = await startFront({
    limits,
    ports: {
      displays,
      subscribe: (_registerId, onChange) => {
        listeners.add(onChange);
        return () => listeners.delete(onChange);
      },
    },
    every: (_ms, task) => {
      tasks.add(task);
      return () => tasks.delete(task);
    },
  });
  return {
    ...{ ...started, desk, shows, asked },
    hint: (about: "orders" | "place" = "orders") => {
      for (const listener of [...listeners]) listener(about);
    },
    tick: async () => {
      const before = desk.looked;
      for (const task of [...tasks]) task();
      while (desk.looked === before) await nextTurn();
    },
    open: (cookie: string) => readEvents(started.port, "/display-stream", cookie),
  };
};

const beat = { event: "beat", data: { now: "now", build: "test" } };

describe("the picture of a display", () => {
  it("D5 is told with exactly eight fields, by state and by stream", async () => {
    const { port, open } = await startDisplays();
    const answer = await call(port, "/display-state", { headers: { cookie: "east" } });
    expect(answer).toMatchObject({ status: 200, headers: { "cache-control": "no-store" } });
    expect(Object.keys(JSON.parse(answer.body)).sort()).toEqual(FIELDS);
    const stream = await open("east");
    expect(await stream.next()).toEqual(beat);
    const first = await stream.next();
    expect(Object.keys(first?.data ?? {}).sort()).toEqual(FIELDS);
  });

  it("D1 is told anew at each change, and only then", async () => {
    const { desk, hint, open } = await startDisplays();
    const stream = await open("east");
    await stream.next();
    await stream.next();
    desk.view = viewOf("waiting");
    hint();
    expect(await stream.next()).toEqual({ event: "view", data: viewOf("waiting") });
    hint();
    await nextTurn();
    desk.view = viewOf("paid");
    hint();
    expect(await stream.next()).toEqual({ event: "view", data: viewOf("paid") });
  });

  it("D6 is vouched for with each tick while it says something, and with each fifth while it is idle", async () => {
    const { desk, hint, tick, open } = await startDisplays();
    const stream = await open("east");
    await stream.next();
    await stream.next();
    for (let ticks = 0; ticks < 5; ticks += 1) await tick();
    expect(await stream.next()).toEqual(beat);
    desk.view = viewOf("waiting");
    hint();
    await stream.next();
    await tick();
    expect(await stream.next()).toEqual(beat);
    await tick();
    expect(await stream.next()).toEqual(beat);
  });

  it("D9 B41 ends at once for a display that was moved or shut out, whatever others show the register", async () => {
    const { shows, desk, hint, open } = await startDisplays();
    const [kept, ended] = [await open("west"), await open("east")];
    for (const stream of [ended, kept]) for (const _ of [1, 2]) await stream.next();
    shows.set("east", "2");
    desk.view = viewOf("waiting");
    hint("place");
    expect(await ended.next()).toBeNull();
    expect(await kept.next()).toEqual({ event: "view", data: viewOf("waiting") });
  });

  it("D3 B41 ends for a display that was shut out, and for nobody else", async () => {
    const { shows, desk, hint, tick, open, port } = await startDisplays();
    const [ended, kept] = [await open("east"), await open("west")];
    for (const stream of [ended, kept]) for (const _ of [1, 2]) await stream.next();
    shows.delete("east");
    await tick();
    expect(await ended.next()).toBeNull();
    desk.view = viewOf("waiting");
    hint();
    expect((await kept.next())?.event).toBe("view");
    for (const path of ["/display-state", "/display-stream"]) {
      expect((await call(port, path, { headers: { cookie: "east" } })).status).toBe(401);
    }
  });

  it("D9 ends for a display that shows another register now: its next stream is of that one", async () => {
    const { shows, hint, open } = await startDisplays();
    const stream = await open("east");
    for (const _ of [1, 2]) await stream.next();
    shows.set("east", "2");
    hint();
    expect(await stream.next()).toBeNull();
  });

  it("S23 streams are limited for each display", async () => {
    const { port, open } = await startDisplays({ streamsPerUser: 1 });
    await open("east");
    expect((await call(port, "/display-stream", { headers: { cookie: "east" } })).status).toBe(429);
    expect((await open("west")).status).toBe(200);
  });

  it.each(["/display-state", "/display-stream"])("S1 %s tells strangers nothing", async (path) => {
    const { port } = await startDisplays();
    for (const headers of [{}, { cookie: "nobody" }, { cookie: "scantill.session=x" }]) {
      expect(await call(port, path, { headers })).toMatchObject({ status: 401, body: '{"error":"unpaired"}' });
    }
    expect((await call(port, path, { method: "POST", headers: { cookie: "east" } })).status).toBe(405);
  });
});

describe("the digits by which a browser becomes a display", () => {
  const endsAt = new Date("2026-11-21T06:00:00Z");
  const begun: Pairing = { kind: "waiting", code: "012345", endsAt, token: "secret" };
  const own = (port: number) => ({ origin: `http://127.0.0.1:${port}` });
  const PATH = "/display-pairing";

  it("D3 S26 come with a secret that only the browser's jar holds", async () => {
    const { port, desk, asked } = await startDisplays();
    desk.pairing = begun;
    const answer = await call(port, PATH, { method: "POST", headers: { ...own(port), cookie: "a=b" } });
    expect(answer.status).toBe(200);
    expect(answer.headers["set-cookie"]).toEqual([
      "scantill.display=secret; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax",
    ]);
    expect(answer.body).not.toContain("secret");
    expect(JSON.parse(answer.body)).toMatchObject({ kind: "waiting", code: "012345", endsAt: endsAt.toISOString() });
    expect(asked).toEqual([{ cookieHeader: "a=b", address: "127.0.0.1" }]);
    desk.pairing = { ...begun, token: null };
    const again = await call(port, PATH, { method: "POST", headers: own(port) });
    expect(again.headers).not.toHaveProperty("set-cookie");
  });

  it("S3 B38 are given to pages of this shop alone", async () => {
    const { port, asked } = await startDisplays();
    for (const headers of [{}, { origin: "null" }, { origin: "https://evil.example" }] as Record<string, string>[]) {
      expect((await call(port, PATH, { method: "POST", headers })).status).toBe(403);
    }
    expect((await call(port, PATH)).status).toBe(405);
    expect(asked).toEqual([]);
  });

  it("S23 B22 want no body, declared or chunked", async () => {
    const { port, asked } = await startDisplays();
    for (const how of ["Content-Length: 70000", "Transfer-Encoding: chunked"]) {
      const head = `POST ${PATH} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\n${how}\r\n\r\n`;
      expect(await sendRaw(port, head)).toMatch(/^HTTP\/1\.1 413 /);
    }
    expect(asked).toEqual([]);
  });

  it("S23 run out, and it is said so", async () => {
    const { port } = await startDisplays();
    const answer = await call(port, PATH, { method: "POST", headers: own(port) });
    expect(answer).toMatchObject({ status: 429, body: '{"error":"too_many"}' });
    expect(answer.headers).toHaveProperty("retry-after");
  });
});

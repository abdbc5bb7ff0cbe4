import { expect } from "@playwright/test";
import type { App } from "./fixtures/app.ts";
import { whilePaused } from "./fixtures/app.ts";
import { test as shop } from "./fixtures/shop.ts";
import { builtActions, callAction } from "./rights/call-action.ts";
import { findActions } from "./rights/found.ts";
import { makeWorld, type Place } from "./rights/place.ts";
import {
  ACTIONS,
  DOWNLOADS,
  ENDPOINTS,
  OPEN_ACTIONS,
  OPEN_ENDPOINTS,
  OPEN_PAGES,
  PAGES,
  type Rule,
} from "./rights/rules.ts";
import { SUBJECTS, type Subject } from "./rights/subjects.ts";
import { readTables, watchLog } from "./rights/watch.ts";

const BUSY_CONNECTIONS = `select pid, query from pg_stat_activity where datname = current_database()
  and pid <> pg_backend_pid() and state = 'active'`;

type World = Awaited<ReturnType<typeof makeWorld>>;

/** What an action says to those who may not. */
const REFUSED = /^(?:signed_out|not_found|not_allowed|none)$/;
/** A caller who is not on this machine. */
const FROM_OUTSIDE = { "x-forwarded-for": "203.0.113.9" };
const OUTSIDERS = ["stranger", "pinElsewhere", "tillElsewhere", "disabled", "signedOut", "forged", "nobody"] as const;

const test = shop.extend<{ still: undefined }, { world: World }>({
  appGroup: ["rights", { scope: "worker" }],
  world: [
    async ({ app, database }, use) => {
      const { controlGateway } = await import("./fixtures/gateway.ts");
      await use(await makeWorld({ app, database, gateway: controlGateway(app) }));
    },
    { scope: "worker" },
  ],
  /** Nothing works at its own time, so that every change is somebody's. */
  still: [
    async ({ app, database }, use) => {
      await whilePaused(app.pid("worker"), async () => {
        // The database may still be at what the worker asked of it last.
        await expect.poll(() => database.rows(BUSY_CONNECTIONS)).toEqual([]);
        // Whoever reads a sale that is due asks the gateway about it: no sale becomes due meanwhile.
        for (const table of ["payment_attempt", "refund"])
          await database.rows(
            `update ${table} set next_check_at = now() + interval '1 hour' where next_check_at is not null`,
          );
        await use(undefined);
      });
    },
    { auto: true },
  ],
});

const get = (app: App, path: string, headers: Record<string, string>) =>
  fetch(app.baseURL + path, { headers, redirect: "manual" });

const without = (all: string[], known: string[]): string[] => all.filter((each) => !known.includes(each));

/** The input with each choice of ids of the own store among those of the foreign one, but for all of them. People are of no store. */
function mixes(input: object, { cashierId: _c, approverId: _a, ...from }: Place, to: Place): object[] {
  const twins = new Map(
    Object.entries(from).flatMap(([name, id]) => (typeof id === "string" ? [[id, Reflect.get(to, name)]] : [])),
  );
  const names = Object.keys(input).filter((name) => twins.has(Reflect.get(input, name)));
  const choices = Array.from({ length: Math.max(0, 2 ** names.length - 2) }, (_, at) => at + 1);
  return choices.map((choice) => {
    const swapped = names.filter((_, at) => choice & (1 << at));
    return { ...input, ...Object.fromEntries(swapped.map((name) => [name, twins.get(Reflect.get(input, name))])) };
  });
}

test("B37 S1 I14 the build has the actions of the source and no other ones", () => {
  expect([...builtActions().keys()].toSorted()).toEqual(findActions().toSorted());
});

test("B37 S1 S2 S20 I14 T8 an action is refused to everybody whom no rule names, changes nothing, and it is noted", async ({
  app,
  database,
  world,
}) => {
  const noted = watchLog(app);
  const expected: { what: string; user: string | null }[] = [];
  for (const [name, { may, what }] of Object.entries(ACTIONS)) {
    const input = await what(world.own);
    const before = await readTables(database);
    const tries = SUBJECTS.filter((subject) => !may.includes(subject)).map((subject) => ({ subject, input }));
    const mixed = (["stranger", "pinElsewhere"] as const).flatMap((subject) =>
      mixes(input, world.own, world.other).map((each) => ({ subject, input: each })),
    );
    await Promise.all(
      [...tries, ...mixed].map(async ({ subject, input }) => {
        const { kind, text, status } = await callAction(app, name, { cookies: world.cookies[subject], input });
        expect(kind ?? text, `${name} as ${subject} ${JSON.stringify(input)}: ${status}`).toMatch(REFUSED);
        expected.push({ what: name, user: world.ids[subject] ?? null });
      }),
    );
    expect(await readTables(database), name).toEqual(before);
  }
  const pairs = (all: { what?: string; user?: string | null }[]) => all.map(({ what, user }) => `${what} ${user}`);
  await expect.poll(() => without(pairs(expected), pairs(noted()))).toEqual([]);
});

/** No database takes it. */
const NUL = "a\0b";
/** Every field by itself of another kind, and one too many. */
const oddInputs = (input: object): unknown[] => [
  ...[null, [], "x", 1, {}, { ...input, status: "paid" }, [input]],
  ...Object.keys(input).flatMap((name) =>
    [null, { a: 1 }, "' or 1=1 --", NUL].map((odd) => ({ ...input, [name]: odd })),
  ),
];
/** What an action says to input that is not its own. */
const MALFORMED = /^(?:not_found|not_allowed|none|number_refused)$/;
/** Texts that may be any: what they mean is told apart from their shape. */
const FREE_TEXT = /^(?:amount|minAmount|maxAmount|confirmFrom|reference|reason|note|number|name|next|password|pin)$/;
/** Texts of which nothing is kept but that they were tried. */
const SECRET = /^(?:next|password|pin)$/;

test("B36 S4 an action takes no field that is unknown, missing or of another kind", async ({
  app,
  database,
  world,
}) => {
  for (const [name, { what }] of Object.entries(ACTIONS)) {
    const input = await what(world.own);
    const before = await readTables(database);
    const holds = (each: unknown, [fields, odd]: readonly [RegExp, string]) =>
      Object.entries(each ?? {}).some(([field, value]) => fields.test(field) && String(value).startsWith(odd));
    const odd = oddInputs(input).filter(
      (each) =>
        JSON.stringify(each) !== JSON.stringify(input) && !holds(each, [FREE_TEXT, "'"]) && !holds(each, [SECRET, NUL]),
    );
    const cookies = world.cookies[name === "openPin" ? "tillAlone" : "owner"];
    await Promise.all(
      odd.map(async (each) => {
        const { kind, text } = await callAction(app, name, { cookies, input: each });
        // What is wrong with a text may have a word of its own.
        expect(kind ?? text, `${name} ${JSON.stringify(each)}`).toMatch(holds(each, [/./, NUL]) ? /^\w+$/ : MALFORMED);
      }),
    );
    expect(await readTables(database), name).toEqual(before);
  }
});

test("B38 S3 an action is called by pages of this shop alone, whatever proxy a call claims", async ({
  app,
  database,
  world,
}) => {
  const evil = "https://evil.example";
  const foreign: Record<string, string>[] = [
    { origin: "" },
    { origin: "null" },
    { origin: evil },
    { origin: `${app.baseURL}.evil.example` },
    { origin: evil, "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" },
    { origin: evil, forwarded: "host=evil.example;proto=https" },
  ];
  const inputs = await Promise.all(
    Object.entries(ACTIONS).map(async ([name, { what }]) => ({ name, input: await what(world.own) })),
  );
  const before = await readTables(database);
  for (const { name, input } of inputs) {
    for (const headers of foreign) {
      const { status } = await callAction(app, name, { cookies: world.cookies.owner, input, headers });
      expect(status, `${name} ${JSON.stringify(headers)}`).toBe(403);
    }
  }
  expect(await readTables(database)).toEqual(before);
});

test("B38 an id on another page opens nothing, and an unknown one is no action", async ({ app, database, world }) => {
  const input = { orderId: world.own.waiting };
  const before = await readTables(database);
  const { id = "" } = builtActions().get("cancelOrder") ?? {};
  const post = async (path: string, action: string, cookie: string) => {
    const headers = { origin: app.baseURL, "next-action": action, "content-type": "text/plain", cookie };
    const body = JSON.stringify([input]);
    const answer = await fetch(app.baseURL + path, { method: "POST", headers, body, redirect: "manual" });
    return { status: answer.status, text: await answer.text() };
  };
  for (const path of ["/login", "/sign-out", "/display", `/r/${world.own.receiptToken}`, "/nothing-here"])
    for (const subject of ["nobody", "stranger", "tillAlone", "developer"] as const) {
      const { status, text } = await post(path, id, world.cookies[subject]);
      expect(status === 404 || /"kind":"(?:signed_out|not_found)"/.test(text), `${path} as ${subject}: ${status}`).toBe(
        true,
      );
    }
  expect((await post("/", `40${"0".repeat(40)}`, world.cookies.owner)).status).toBe(409);
  expect(await readTables(database)).toEqual(before);
});

const nested = (levels: number, [open, close]: readonly [string, string]) => open.repeat(levels) + close.repeat(levels);

test("B38 a broken, an endless or a deep payload is refused, and the next call is served", async ({
  app,
  database,
  world,
}) => {
  const deep = [1_000, 100_000].flatMap((levels) => [
    `[${nested(levels, ["[", "]"])}]`,
    `[{"orderId":${nested(levels, ["[", "]"])}}]`,
    `[${'{"a":'.repeat(levels)}1${"}".repeat(levels)}]`,
  ]);
  const broken = [
    "",
    "x",
    "[",
    "{}",
    "null",
    "[]",
    '["$F1"]',
    '["$@1"]',
    '["$B1"]',
    '["$Q1"]',
    '["$K9"]',
    '["$1:a:b"]',
  ];
  const before = await readTables(database);
  const names = ["cancelOrder", "closeShift", "openPin", "savePreference"];
  for (const name of names) {
    const { id = "", page = "/" } = builtActions().get(name) ?? {};
    const cookie = name === "openPin" ? world.cookies.tillAlone : world.cookies.owner;
    const headers = { origin: app.baseURL, "next-action": id, "content-type": "text/plain;charset=UTF-8", cookie };
    for (const body of [...broken, ...deep]) {
      const answer = await fetch(app.baseURL + page, { method: "POST", headers, body, redirect: "manual" });
      const text = await answer.text();
      const told = `${name} ${body.slice(0, 30)}: ${answer.status} ${text.slice(0, 200)}`;
      expect(
        answer.status >= 400 || name === "savePreference" || MALFORMED.test(/"kind":"(\w+)"/.exec(text)?.[1] ?? ""),
        told,
      ).toBe(true);
      expect(text, told).not.toMatch(/node_modules|\.next\/|at \w+ \(/);
    }
    const large = { method: "POST", headers, body: `["${"x".repeat(2 ** 21)}"]`, redirect: "manual" } as const;
    const answer = await fetch(app.baseURL + page, large).catch(() => null);
    // The front hangs up after its word, which may come before the last byte was sent.
    if (answer !== null) expect(answer.status, name).toBe(413);
    await answer?.body?.cancel();
  }
  expect(await readTables(database)).toEqual(before);
  expect((await get(app, "/", { cookie: world.cookies.owner })).status).toBe(200);
});

const ODD_HEADERS: Record<string, string>[] = [
  { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
  { "x-middleware-subrequest": "src/middleware:src/middleware:src/middleware:src/middleware:src/middleware" },
  { "x-middleware-prefetch": "1", purpose: "prefetch" },
  { "x-middleware-rewrite": "/orders", "x-middleware-override-headers": "cookie" },
  { rsc: "1" },
  { rsc: "1", "next-router-prefetch": "1" },
  { rsc: "1", "next-router-segment-prefetch": "/_tree" },
  { "x-nextjs-data": "1" },
  { "x-matched-path": "/orders", "x-invoke-path": "/orders", "x-original-url": "/orders" },
];
/** Spellings that a client does not put right by itself. */
function oddPaths(address: string): string[] {
  const [path = "", query = ""] = address.split("?");
  const spelt = [
    ...[
      `${path}/`,
      `/${path}`,
      `${path}//`,
      path.toUpperCase(),
      `/%${path.charCodeAt(1).toString(16)}${path.slice(2)}`,
    ],
    ...[`${path};x`, `${path}%00`, `${path}%20`, `${path}.rsc`, `${path}.txt`, `${path}.json`, `${path}%2f`],
    ...[`/_next/data/x${path}.json`, `/en${path}`, `/index${path}`, `/(till)${path}`, `/_next/..%2f${path.slice(1)}`],
  ];
  return [...spelt.map((each) => `${each}?${query}`), `${path}?${query}&_rsc=1`, `${path}?${query}&__nextDataReq=1`];
}

test("B39 S1 I14 no header and no spelling of an address leads past the rights of a page", async ({ app, world }) => {
  const { registerId, paid, waiting, shiftId } = world.own;
  const secrets = [registerId, paid, waiting, shiftId];
  const guarded = Object.entries(PAGES).filter(([address]) => address !== "/" && address !== "/no-store");
  const refused = (may: readonly Subject[]) =>
    (["nobody", "forged", "tillAlone", "developer", "stranger"] as const).filter((subject) => !may.includes(subject));
  const tryAll = (address: string, { may, what }: Rule<string>) =>
    refused(may).map(async (subject) => {
      const path = what(world.own);
      const tries = [
        ...ODD_HEADERS.map((headers) => ({ path, headers })),
        ...oddPaths(path).flatMap((odd) => [
          { path: odd, headers: {} },
          { path: odd, headers: { rsc: "1" } },
        ]),
      ];
      for (const { path, headers } of tries) {
        const answer = await get(app, path, { ...headers, cookie: world.cookies[subject] });
        const text = await answer.text();
        const told = `${address} as ${subject}: ${path} ${JSON.stringify(headers)} ${answer.status}`;
        // React's own format tells of a redirect with 200.
        const isRsc = "rsc" in headers || path.includes(".rsc?");
        if (!isRsc) expect(answer.status, told).not.toBe(200);
        expect(
          secrets.filter((secret) => text.includes(secret)),
          told,
        ).toEqual([]);
      }
    });
  for (const [address, rule] of guarded) await Promise.all(tryAll(address, rule));
  // What is looked for stands on the page that may be opened.
  const own = await get(app, "/shift", { rsc: "1", cookie: world.cookies.owner });
  const page = await get(app, "/shift", { cookie: world.cookies.owner });
  expect((await own.text()) + (await page.text())).toContain(shiftId);
});

test("T8 B37 an action does its work for each role that a rule names", async ({ app, world }) => {
  for (const [name, { may, what }] of Object.entries(ACTIONS))
    for (const subject of may) {
      const { kind, text } = await callAction(app, name, {
        cookies: world.cookies[subject],
        input: await what(world.own),
      });
      expect(kind, `${name} as ${subject}: ${text}`).not.toBeNull();
      expect(kind, `${name} as ${subject}`).not.toMatch(REFUSED);
    }
});

test("B37 what a browser chose for itself is kept for everybody, and changes nothing of the shop", async ({
  app,
  database,
  world,
}) => {
  const before = await readTables(database);
  for (const name of OPEN_ACTIONS)
    for (const subject of ["owner", "nobody"] as const) {
      const form = new FormData();
      form.set("0", '["$K1"]');
      form.set("1_language", "en");
      form.set("1_register", world.own.registerId);
      const { id = "", page = "" } = builtActions().get(name) ?? {};
      const headers = { origin: app.baseURL, "next-action": id, cookie: world.cookies[subject] };
      const answer = await fetch(app.baseURL + page, { method: "POST", headers, body: form, redirect: "manual" });
      expect(answer.status, subject).toBeLessThan(400);
      expect(await answer.text(), subject).not.toContain(subject === "nobody" ? world.names.here : "\0");
    }
  expect(await readTables(database)).toEqual(before);
});

test("B37 S1 S2 S20 I14 T8 a page opens for those whom a rule names, and shows nobody a store that is not theirs", async ({
  app,
  database,
  world,
}) => {
  const noted = watchLog(app);
  const before = await readTables(database);
  const expected: string[] = [];
  const isOutsider = (subject: Subject) => OUTSIDERS.some((outsider) => outsider === subject);
  for (const [address, { may, what }] of Object.entries(PAGES))
    for (const subject of SUBJECTS) {
      const answer = await get(app, what(world.own), { cookie: world.cookies[subject] });
      const told = `${address} as ${subject}`;
      if (may.includes(subject)) expect(answer.status, told).toBe(200);
      else expect([303, 307, 404], told).toContain(answer.status);
      const text = await answer.text();
      if (isOutsider(subject)) expect(text.includes(world.names.here), told).toBe(false);
      const user = world.ids[subject];
      // At the first page everybody begins who has signed in: some are led on.
      if (!may.includes(subject) && user !== undefined && address !== "/") expected.push(`${address} ${user}`);
    }
  expect(await readTables(database)).toEqual(before);
  const found = () => noted().map(({ what, user }) => `${what} ${user}`);
  await expect.poll(() => without(expected, found())).toEqual([]);
});

test("B37 S1 S3 S12 S20 I14 W4 a table goes to those whom a rule names, from a page of this shop, by a young sign-in, and nobody else gets a line", async ({
  app,
  database,
  world,
}) => {
  const post = (path: string, cookie: string, headers: Record<string, string> = { origin: app.baseURL }) =>
    fetch(app.baseURL + path, { method: "POST", headers: { ...headers, cookie }, redirect: "manual" });
  const noted = watchLog(app);
  const expected: string[] = [];
  const before = await readTables(database);
  for (const [address, { may, what }] of Object.entries(DOWNLOADS)) {
    const path = what(world.own);
    for (const subject of SUBJECTS.filter((each) => !may.includes(each))) {
      const answer = await post(path, world.cookies[subject]);
      expect(answer.status, `${address} as ${subject}`).toBe(303);
      expect(await answer.text(), `${address} as ${subject}`).toBe("");
      expected.push(`${address} ${world.ids[subject] ?? null}`);
    }
    expect((await get(app, path, { cookie: world.cookies.owner })).status).toBe(405);
    for (const origin of ["", "null", "https://evil.example"]) {
      const answer = await post(path, world.cookies.owner, origin === "" ? {} : { origin });
      expect(answer.status, `${address} from ${origin}`).toBe(403);
    }
  }
  expect(await readTables(database)).toEqual(before);
  for (const [address, { may, what }] of Object.entries(DOWNLOADS))
    for (const subject of may) {
      const answer = await post(what(world.own), world.cookies[subject]);
      expect(answer.status, `${address} as ${subject}`).toBe(200);
      expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
      const text = await answer.text();
      expect(text, `${address} as ${subject}`).toContain(world.names.here);
      expect(text, `${address} as ${subject}`).not.toContain(world.names.elsewhere);
    }
  const begun = (when: string) =>
    database.rows(`update user_session set started_at = ${when} where user_id = $1`, [world.ids.owner]);
  await begun("now() - interval '11 minutes'");
  for (const { what } of Object.values(DOWNLOADS))
    expect((await post(what(world.own), world.cookies.owner)).status).toBe(303);
  await begun("now() + interval '1 day'");
  await expect
    .poll(() =>
      without(
        expected,
        noted().map(({ what, user }) => `${what} ${user}`),
      ),
    )
    .toEqual([]);
});

test("B37 T8 whoever is signed in is led to a page that opens", async ({ app, world }) => {
  for (const subject of SUBJECTS.filter((each) => world.ids[each] !== undefined)) {
    let path = "/";
    const way: string[] = [];
    for (let steps = 0; steps < 4; steps++) {
      const answer = await get(app, path, { cookie: world.cookies[subject] });
      way.push(`${path} ${answer.status}`);
      if (answer.status === 200) break;
      path = new URL(answer.headers.get("location") ?? "/", app.baseURL).pathname;
    }
    expect(way.at(-1), `${subject}: ${way}`).toMatch(/ 200$/);
  }
});

test("B37 S25 an open page asks nobody who it is, and a forged address leads nowhere", async ({ app, world }) => {
  for (const [address, what] of Object.entries(OPEN_PAGES)) {
    const { path, status, forged } = what(world.own);
    for (const subject of ["owner", "stranger", "nobody"] as const) {
      const headers = { cookie: world.cookies[subject] };
      const told = `${address} as ${subject}`;
      expect((await get(app, path, headers)).status, told).toBe(status);
      if (forged !== undefined) expect((await get(app, forged, headers)).status, told).toBe(404);
    }
  }
});

test("B37 S1 S2 S20 I14 an endpoint of the front answers those whom a rule names, and notes whom it does not", async ({
  app,
  database,
  world,
}) => {
  const noted = watchLog(app);
  const before = await readTables(database);
  const expected: string[] = [];
  for (const [endpoint, { may, what }] of Object.entries(ENDPOINTS))
    for (const subject of SUBJECTS) {
      const answer = await get(app, what(world.own), { ...FROM_OUTSIDE, cookie: world.cookies[subject] });
      await answer.body?.cancel();
      const told = `${endpoint} as ${subject}`;
      if (may.includes(subject)) expect(answer.status, told).toBe(200);
      else {
        expect([401, 403, 404], told).toContain(answer.status);
        expected.push(`${endpoint.split(" ")[1]} ${answer.status}`);
      }
    }
  const found = () => noted().map(({ path, status }) => `${path} ${status}`);
  await expect.poll(() => without(expected, found())).toEqual([]);
  await expect.poll(() => found().length).toBeGreaterThanOrEqual(expected.length);
  expect(await readTables(database)).toEqual(before);
  expect(Object.values(OPEN_ENDPOINTS).every((why) => why.length > 20)).toBe(true);
});

import { expect } from "@playwright/test";
import { builtActions, callAction } from "./rights/call-action.ts";
import { findActions } from "./rights/found.ts";
import { expectNoneOf, readHeld } from "./rights/held.ts";
import type { Place } from "./rights/place.ts";
import { PROOFS } from "./rights/risky.ts";
import { ACTIONS, OPEN_ACTIONS } from "./rights/rules.ts";
import { SUBJECTS } from "./rights/subjects.ts";
import { get, test, without } from "./rights/test.ts";
import { followLog, readTables, watchLog } from "./rights/watch.ts";

/** What an action says to those who may not. */
const REFUSED = /^(?:signed_out|not_found|not_allowed|none)$/;

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

test("B37 S1 I14 an id of another store among those of the own one is passed over, and nothing is told of it", async ({
  app,
  world,
}) => {
  const tried: string[] = [];
  for (const [name, { what }] of Object.entries(ACTIONS)) {
    const [own, foreign] = [Object.entries(await what(world.own)), new Map(Object.entries(await what(world.other)))];
    const lists = own.flatMap(([field, value]) => {
      const others: unknown[] = [foreign.get(field)].flat();
      return Array.isArray(value) && value.length > 0 ? [[field, [...others, ...value]] as const] : [];
    });
    if (lists.length === 0) continue;
    const input = { ...Object.fromEntries(own), ...Object.fromEntries(lists) };
    const { kind, text } = await callAction(app, name, { cookies: world.cookies.cashier, input });
    expect(kind, name).not.toMatch(REFUSED);
    for (const id of foreign.values()) for (const each of [id].flat()) expect(text, name).not.toContain(each);
    tried.push(name);
  }
  expect(tried).toContain("checkShift");
});

test("B37 T11 S1 S12 at a live store, too, an action is refused to everybody whom no rule names; what says who is paid or who may what wants more than a password of those whom one names", async ({
  app,
  database,
  world,
}) => {
  const stores = [world.own.storeId, world.other.storeId];
  const setPractice = async (practice: boolean) => {
    await database.rows("update store set practice = $1 where id = any ($2)", [practice, stores]);
    await database.rows("update gateway_account set practice = $1 where store_id = any ($2)", [practice, stores]);
  };
  const strong = new Set(PROOFS.flatMap(({ action, proof }) => (proof === "strong" ? action : [])));
  await setPractice(false);
  try {
    for (const [name, { may, what }] of Object.entries(ACTIONS)) {
      // Switching off can wait for nothing.
      const input = { ...(await what(world.own)), ...(name === "switchPerson" ? { isOn: true } : {}) };
      const before = await readTables(database);
      await Promise.all(
        SUBJECTS.filter((subject) => !may.includes(subject) || strong.has(name)).map(async (subject) => {
          const { kind, text } = await callAction(app, name, { cookies: world.cookies[subject], input });
          const told = `${name} as ${subject}`;
          if (may.includes(subject)) expect(kind, told).toBe("stale");
          else expect(kind ?? text, told).toMatch(REFUSED);
        }),
      );
      expect(await readTables(database), name).toEqual(before);
    }
  } finally {
    await setPractice(true);
  }
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
/** Secrets where none belongs, and of another kind than is wanted where one does. */
const secretInputs = (input: object, marker: string): unknown[] => [
  ...["password", "pin", "privateKey", "token", "note"].map((name) => ({ ...input, [name]: { value: marker } })),
  { ...input, [marker]: marker },
  [marker],
  marker,
];
/** What an action says to input that is not its own. */
const MALFORMED = /^(?:not_found|not_allowed|none|number_refused)$/;
/** Texts that may be any: what they mean is told apart from their shape. */
const FREE_TEXT = /^(?:amount|minAmount|maxAmount|confirmFrom|reference|reason|note|number|name|next|password|pin)$/;
/** No account yet: a new one. */
const MAY_BE_NULL = /^(?:checkAccount|saveAccount|testTyped) accountId$/;
/** Texts of which nothing is kept but that they were tried. */
const SECRET = /^(?:next|password|pin)$/;

test("B36 S4 S20 an action takes no field that is unknown, missing or of another kind; that is noted, and no secret with it", async ({
  app,
  database,
  world,
}) => {
  const [noted, logged] = [watchLog(app), followLog(app)];
  const marker = `Lanterns-${crypto.randomUUID()}`;
  for (const [name, { what }] of Object.entries(ACTIONS)) {
    const input = await what(world.own);
    const before = await readTables(database);
    const holds = (each: unknown, [fields, odd]: readonly [RegExp, string]) =>
      Object.entries(each ?? {}).some(([field, value]) => fields.test(field) && String(value).startsWith(odd));
    const isNew = (each: unknown) =>
      Object.entries(each ?? {}).some(([field, value]) => value === null && MAY_BE_NULL.test(`${name} ${field}`));
    const odd = [...oddInputs(input), ...secretInputs(input, marker)].filter(
      (each) =>
        !isNew(each) &&
        JSON.stringify(each) !== JSON.stringify(input) &&
        !holds(each, [FREE_TEXT, "'"]) &&
        !holds(each, [SECRET, NUL]),
    );
    const cookies = world.cookies[name === "openPin" ? "tillAlone" : "owner"];
    await Promise.all(
      odd.map(async (each) => {
        const { kind, text } = await callAction(app, name, { cookies, input: each });
        // What is wrong with a text may have a word of its own.
        expect(kind ?? text, `${name} ${JSON.stringify(each)}`).toMatch(holds(each, [/./, NUL]) ? /^\w+$/ : MALFORMED);
        expect(text, name).not.toContain(marker);
      }),
    );
    expect(await readTables(database), name).toEqual(before);
  }
  const unnoted = () =>
    without(
      Object.keys(ACTIONS),
      noted().map(({ what }) => `${what}`),
    );
  await expect.poll(unnoted).toEqual([]);
  expect(logged()).not.toContain(marker);
  expectNoneOf(await readHeld(app, database), [["the log", logged()]]);
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

test("T8 B37 S5 an action does its work for each role that a rule names, and answers with nothing that is kept secret", async ({
  app,
  database,
  world,
}) => {
  const held = await readHeld(app, database);
  const answers: [string, string][] = [];
  const told = () => database.rows<{ id: string; kind: string }>("select id, kind from audit_entry");
  for (const [name, { may, what }] of Object.entries(ACTIONS)) {
    const before = new Set((await told()).map(({ id }) => id));
    for (const subject of may) {
      const { kind, text } = await callAction(app, name, {
        cookies: world.cookies[subject],
        input: await what(world.own),
      });
      expect(kind, `${name} as ${subject}: ${text}`).not.toBeNull();
      expect(kind, `${name} as ${subject}`).not.toMatch(REFUSED);
      answers.push([`${name} as ${subject}`, text]);
      if (name === "addTill") await world.restoreTill();
    }
    // What is risky of it is written down, with the proof that it wants (W4, S12).
    const kinds = (await told()).filter(({ id }) => !before.has(id)).map(({ kind }) => kind);
    const known = PROOFS.filter(({ action }) => action === name).map(({ kind }) => kind);
    expect(without([...new Set(kinds)], known), name).toEqual([]);
  }
  expectNoneOf([...held, ...(await readHeld(app, database))], answers);
  // What is somebody's own nobody else has ended.
  for (const { memberSession, memberPasskey } of [world.own, world.other]) {
    expect(await database.rows("select from user_session where id = $1", [memberSession])).toHaveLength(1);
    expect(await database.rows("select from passkey where id = $1", [memberPasskey])).toHaveLength(1);
  }
  // It looks for what is there: accounts with their keys, PINs, tills, passwords.
  const names = new Set(held.map(({ name }) => name));
  for (const name of [
    "credential_version.sealed",
    "membership.pin_hash",
    "device.token_hash",
    "app_user.password_hash",
  ])
    expect(names).toContain(name);
  for (const { name, shapes } of held)
    for (const shape of shapes) expect(() => expectNoneOf(held, [["x", `1:{"a":"${shape}"}`]]), name).toThrow();
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

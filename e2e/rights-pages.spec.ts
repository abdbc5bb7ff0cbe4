import { expect } from "@playwright/test";
import { DOWNLOADS, ENDPOINTS, OPEN_ENDPOINTS, OPEN_PAGES, PAGES, type Rule } from "./rights/rules.ts";
import { SUBJECTS, type Subject } from "./rights/subjects.ts";
import { get, test, without } from "./rights/test.ts";
import { readTables, watchLog } from "./rights/watch.ts";

/** A caller who is not on this machine. */
const FROM_OUTSIDE = { "x-forwarded-for": "203.0.113.9" };
const OUTSIDERS = ["stranger", "pinElsewhere", "tillElsewhere", "disabled", "signedOut", "forged", "nobody"] as const;

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

/** Every page is asked for in many ways, and there are more pages by the month. */
test.describe.configure({ timeout: 180_000 });

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
          // What the caller has said may be said back.
          secrets.filter((secret) => text.includes(secret) && !path.includes(secret)),
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

import fs from "node:fs";
import http from "node:http";
import { expect } from "@playwright/test";
import pg from "pg";
import { secretsOf } from "./checker/find-secrets.ts";
import { type App, startApp } from "./fixtures/app.ts";
import { BUILD_MARKERS } from "./fixtures/crawl/build-markers.mjs";
import { builtForBrowsers, builtForServer, findMarkers, findTestKeys } from "./fixtures/crawl/bundles.ts";
import { crawl, type Visit } from "./fixtures/crawl/crawl.ts";
import { test as shop } from "./fixtures/shop.ts";
import { dropSession, jarOf } from "./fixtures/sign-in.ts";
import { makeWorld } from "./rights/place.ts";
import { ENDPOINTS, OPEN_ENDPOINTS, OPEN_PAGES, PAGES } from "./rights/rules.ts";
import { SUBJECTS } from "./rights/subjects.ts";

type World = Awaited<ReturnType<typeof makeWorld>>;

const test = shop.extend<object, { world: World }>({
  appGroup: ["rights", { scope: "worker" }],
  world: [
    async ({ app, database }, use) => {
      const { controlGateway } = await import("./fixtures/gateway.ts");
      await use(await makeWorld({ app, database, gateway: controlGateway(app) }));
    },
    { scope: "worker" },
  ],
});

/** Files that are the same for everybody: what the build made, and what lies in public/. */
const PUBLIC_FILE = /^\/(?:_next\/static\/[^?]+|voice\/(?:en|zh-CN)\/[\w-]+\.mp3|icon\.svg(?:\?.*)?)$/;

const toPattern = (address: string): RegExp =>
  new RegExp(`^${address.replace(/[.*+?^$()|]/g, "\\$&").replace(/\[[^\]]*\]|:\w+/g, "[^/]+")}$`);
const RULED = [
  ...[...Object.keys(PAGES), ...Object.keys(OPEN_PAGES)].map(toPattern),
  ...[...Object.keys(ENDPOINTS), ...Object.keys(OPEN_ENDPOINTS)].map((endpoint) =>
    toPattern(endpoint.split(" ")[1] ?? ""),
  ),
  toPattern("/api/auth/[what]"),
];

/** What may not stand in any answer. */
const BANNERS = [/sourceMappingURL/, process.cwd(), /PostgreSQL \d/, /Next\.js \d/, /nginx|express\//i];

function expectHardened({ path, status, headers, text }: Visit, who: string): void {
  const told = `${path} as ${who}: ${status}`;
  const policy = headers.get("content-security-policy") ?? "";
  for (const part of ["base-uri 'none'", "frame-ancestors 'none'"]) expect(policy, told).toContain(part);
  expect(policy, told).not.toContain("unsafe-");
  expect(headers.get("x-content-type-options"), told).toBe("nosniff");
  expect(headers.get("referrer-policy"), told).toBe("same-origin");
  expect([headers.get("server"), headers.get("x-powered-by"), headers.get("sourcemap")], told).toEqual([
    null,
    null,
    null,
  ]);
  const type = headers.get("content-type") ?? "";
  if (type.startsWith("text/html")) {
    expect(type, told).toMatch(/charset=utf-8$/i);
    for (const part of [/'nonce-[^']+' 'strict-dynamic'/, /object-src 'none'/]) expect(policy, told).toMatch(part);
    expect(text, told).not.toMatch(/<[^>]+ (?:style|on[a-z]+)="/);
  }
  if (!PUBLIC_FILE.test(path)) expect(headers.get("cache-control"), told).toBe("no-store");
  const found = BANNERS.filter((banner) => (typeof banner === "string" ? text.includes(banner) : banner.test(text)));
  expect(found, told).toEqual([]);
}

/** Every page is asked for in many ways, and there are more pages by the month. */
test.describe.configure({ timeout: 180_000 });

test("S1 S6 S7 S25 I15 everything that anybody is led to has its rule, its headers and no banner, source map or secret in it", async ({
  app,
  world,
}) => {
  const secrets = secretsOf(app);
  const known = new Set<string>();
  const pages = new Set<string>();
  const each = [
    ...Object.values(PAGES).map(({ what }) => what(world.own)),
    ...Object.values(OPEN_PAGES).flatMap((what) => {
      const { path, forged } = what(world.own);
      return forged === undefined ? [path] : [path, forged];
    }),
  ];
  for (const subject of SUBJECTS) {
    // Every page for one who may nearly everything and for two who may nothing; the others follow what they are shown.
    const all = subject === "owner" || subject === "stranger" || subject === "nobody" ? each : [];
    const from = ["/", "/login", "/display", "/favicon.ico", "/robots.txt", "/nothing-here", ...all];
    const visits = await crawl(app, world.cookies[subject], { from, known });
    for (const visit of visits) {
      expectHardened(visit, subject);
      const [pathname = ""] = visit.path.split("?");
      const isRuled = PUBLIC_FILE.test(visit.path) || RULED.some((pattern) => pattern.test(pathname));
      expect(isRuled || visit.status === 404, `${visit.path} as ${subject} has no rule: ${visit.status}`).toBe(true);
      const found = secrets.filter(({ value }) => visit.text.includes(value)).map(({ name }) => name);
      expect(found, `${visit.path} as ${subject}`).toEqual([]);
      // A buyer is led on from the address of a payment.
      if (visit.status === 200 || (visit.status === 303 && pathname.startsWith("/pay/"))) pages.add(pathname);
    }
  }
  // It went through all the pages, their scripts and their styles, as whoever may.
  const missed = [...Object.keys(PAGES), ...Object.keys(OPEN_PAGES)].filter(
    (address) => ![...pages].some((page) => toPattern(address).test(page)),
  );
  expect(missed).toEqual([]);
  expect([...known].filter((path) => path.endsWith(".js")).length).toBeGreaterThan(10);
});

/** What a browser saves in place of showing it, and what only scripts ask for. */
const NO_PAGE = new Set(["/dashboard/table", "/api/auth/[...nextauth]"]);

test("S7 S26 S30 in a browser every page runs as its policy wants it, and keeps nothing sensitive in it or in its address", async ({
  app,
  openBrowser,
  world,
}) => {
  // Whatever goes wrong in it fails this test: see watch-pages.ts.
  const page = await (await openBrowser()).newPage();
  const open = async (path: string, cookies: string) => {
    await dropSession(page);
    if (cookies !== "") await page.context().addCookies(jarOf(cookies, app.baseURL));
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(200);
    await expect(page.locator("body"), path).not.toBeEmpty();
  };
  for (const [address, { may, what }] of Object.entries(PAGES)) {
    if (NO_PAGE.has(address)) continue;
    await open(what(world.own), world.cookies[may.find((subject) => subject === "owner") ?? may[0] ?? "nobody"]);
  }
  for (const [address, what] of Object.entries(OPEN_PAGES))
    if (!NO_PAGE.has(address)) await open(what(world.own).path, "");
});

/** What others leave lying about. */
const LEFT_LYING = [
  ...["/.env", "/.git/config", "/.data/master.key", "/package.json", "/next.config.js", "/prisma/schema.prisma"],
  ...["/.next/BUILD_ID", "/_next/server/server-reference-manifest.json", "/_next/static/../server/pages-manifest.json"],
  ...["/_next/static/%2e%2e/%2e%2e/package.json", "/_next/static/..%2f..%2fpackage.json", "/server/first-start.ts"],
  ...[
    "/_next/webpack-hmr",
    "/__nextjs_original-stack-frame",
    "/__nextjs_source-map",
    "/_next/mcp",
    "/_next/development",
  ],
  ...[
    "/_next/image?url=%2Ficon.svg&w=64&q=75",
    "/_next/data/x/index.json",
    "/metrics",
    "/readyz",
    "/api",
    "/debug",
    "/status",
  ],
];

test("S25 nothing lies about: no settings, sources, source maps, tools of development or inner state", async ({
  app,
  world,
}) => {
  const { readFileSync } = fs;
  const build = readFileSync(".next/BUILD_ID", "utf8").trim();
  const scripts = builtForBrowsers().map(({ file }) => file.replace(/^\.next/, "/_next"));
  expect(scripts.filter((file) => file.endsWith(".map"))).toEqual([]);
  const maps = scripts.filter((file) => /\.(?:js|css)$/.test(file)).map((file) => `${file}.map`);
  const paths = [...LEFT_LYING, ...maps, `/_next/data/${build}/orders.json`];
  for (const path of paths)
    for (const cookie of [world.cookies.owner, ""]) {
      const headers = { cookie, "x-forwarded-for": "203.0.113.9" };
      const answer = await fetch(app.baseURL + path, { headers, redirect: "manual" });
      const text = await answer.text();
      const told = `${path}: ${answer.status} ${text.slice(0, 100)}`;
      expect([400, 401, 403, 404, 405], told).toContain(answer.status);
      expect(text, told).not.toMatch(/"dependencies"|DATABASE_URL=|model \w+ \{|scantill_/);
    }
});

/** Private keys: PKCS#8 and PKCS#1 of RSA, in the Base64 in which everybody stores them. */
const PRIVATE_KEY = /MII(?:E[o-w]|J[K-R]|C[Xd])[A-Za-z0-9+/\\\r\n]{100,}/;
/** What only a server knows about. */
const SERVER_ONLY = [
  ...["MASTER_KEY", "NEXTAUTH_SECRET", "DATABASE_URL", "METRICS_TOKEN", "scantill master key", "aes-256-gcm", "scrypt"],
  ...[
    "credential_version",
    "sign_in_throttle",
    "app_user",
    "insert into",
    "BEGIN PRIVATE KEY",
    "BEGIN RSA PRIVATE KEY",
  ],
];
/** What is never a part of the product: the simulator's own settings, and the hooks of tests that inject faults. */
const NEVER = [
  "SIMULATOR_CONTROL_TOKEN",
  "SIMULATOR_DATA=",
  "simulator/main",
  "FAULT_POINTS",
  "faults/points",
  "patchProcess",
];

test("S5 S30 I15 no bundle holds a secret, a test key, a fault hook or the simulator, and none for browsers what only servers know", ({
  app,
}) => {
  const [browsers, server] = [builtForBrowsers(), builtForServer()];
  const secrets = secretsOf(app).map(({ value }) => value);
  const keys = findTestKeys();
  expect(keys.length).toBeGreaterThan(20);
  expect(
    findMarkers(
      [...browsers, ...server],
      [...secrets, ...Object.values(BUILD_MARKERS), ...NEVER, ...keys, PRIVATE_KEY],
    ),
  ).toEqual([]);
  expect(findMarkers(browsers, SERVER_ONLY)).toEqual([]);
  // What is looked for would be found.
  expect(findMarkers(server, ["MASTER_KEY", "credential_version"]).length).toBeGreaterThan(1);
  expect(PRIVATE_KEY.test(fs.readFileSync("lib/alipay/vectors/openapi-request-sign.json", "utf8"))).toBe(true);
  expect(browsers.length).toBeGreaterThan(10);
});

const codeOf = (connectionString: string): Promise<string> => {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000 });
  return client.connect().then(
    () => client.end().then(() => "in"),
    (error) => error.code ?? error.message,
  );
};

/** What a browser is told of each cookie at a shop with https: for this host, by https, for no script and no other site. */
const BOUND = ["HttpOnly", "Path=/", "SameSite=Lax", "Secure"];

/** Signs in behind a proxy that speaks https: the cookies that were set on the way, and what was said of each. */
async function cookiesBehind(
  { baseURL }: App,
  { publicUrl, login, password }: { publicUrl: string; login: string; password: string },
) {
  const ask = (path: string, options: http.RequestOptions, body = "") =>
    new Promise<{ set: string[]; text: string }>((done, fail) => {
      const headers = { host: new URL(publicUrl).host, origin: publicUrl, ...options.headers };
      const sent = http.request(baseURL + path, { ...options, headers }, async (answer) => {
        const parts: Buffer[] = await answer.toArray();
        done({ set: answer.headers["set-cookie"] ?? [], text: Buffer.concat(parts).toString() });
      });
      sent.on("error", fail).end(body);
    });
  const first = await ask("/api/auth/csrf", {});
  const { csrfToken }: { csrfToken: string } = JSON.parse(first.text);
  const headers = {
    cookie: first.set.map((each) => each.split(";")[0]).join("; "),
    "content-type": "application/x-www-form-urlencoded",
  };
  const form = new URLSearchParams({ login, password, csrfToken, callbackUrl: "/", json: "true" });
  const second = await ask("/api/auth/callback/credentials", { method: "POST", headers }, form.toString());
  const set = new Map(
    [...first.set, ...second.set].map((each) => {
      const [pair = "", ...told] = each.split("; ");
      return [pair.split("=")[0] ?? "", told.filter((part) => !/^(?:Expires|Max-Age)=/.test(part)).toSorted()];
    }),
  );
  return [...set];
}

test("S8 S28 S30 with PRACTICE=off there is no simulator, no practice store and one password, made for this start; nobody guesses the database's, and cookies are bound to https", async () => {
  const publicUrl = "https://pay.example.com";
  const off = await startApp({ PRACTICE: "off", PUBLIC_URL: publicUrl });
  try {
    const { children } = JSON.parse(fs.readFileSync(`${off.dataDir}/running.json`, "utf8"));
    expect(Object.keys(children).toSorted()).toEqual(["database", "front", "web", "worker"]);
    for (const origin of [off.control.origin, off.wallet]) expect(await fetch(origin).catch(() => null)).toBeNull();
    expect(off.log().match(/ as (?:the|a) \w+ +\w+ +\S{19}/g)).toHaveLength(1);
    expect(fs.existsSync(`${off.dataDir}/simulator`)).toBe(false);
    expect(await codeOf(off.databaseUrl)).toBe("in");
    const [, login = "", password = ""] = / as (?:the|a) \w+ +(\w+) +(\S{19})/.exec(off.log()) ?? [];
    expect(await cookiesBehind(off, { publicUrl, login, password })).toEqual(
      ["csrf", "callback", "session"].map((what) => [`__Host-scantill.${what}`, BOUND]),
    );
    const client = new pg.Client({ connectionString: off.databaseUrl });
    await client.connect();
    const { rows } = await client.query(
      "select (select count(*)::int from store) as stores, (select count(*)::int from gateway_account) as accounts, (select count(*)::int from app_user) as people",
    );
    await client.end();
    expect(rows).toEqual([{ stores: 0, accounts: 0, people: 1 }]);
    for (const user of ["scantill", "scantill_app", "postgres"])
      for (const password of ["", user, "postgres", "password"]) {
        const url = new URL(off.databaseUrl);
        Object.assign(url, { username: user, password });
        expect(await codeOf(url.href), `${user} ${password}`).not.toBe("in");
      }
  } finally {
    await off.stop();
  }
});

/** Quotes, comments, signs, numbers without an end, a range of a hundred years, columns and names that nobody has. */
const ODD_VALUES = [
  ...[
    "'",
    '"',
    "';drop table store;--",
    "' or 1=1 --",
    "%00",
    "-1",
    "1000000000",
    "9".repeat(400),
    "1e309",
    "NaN",
    "../../etc/passwd",
  ],
  ...[
    "1926-01-01..2026-01-01",
    "password_hash",
    "asc; select 1",
    "[object Object]",
    "{{7*7}}",
    "<script>alert(1)</script>",
    "\u202e",
    "a\0b",
    "2026-13-45T25:61:61.000Z_0198c0de-0000-7000-8000-000000000001",
    `2026-01-01T00:00:00.000Z_${"-".repeat(36)}`,
  ],
];
/** So many of the last ones are sent alone too: among others nobody sees which one was refused. */
const ALONE = 4;
/** What a list reads of its address. */
const READ_BY = {
  "/orders": [
    ...["day", "from", "until", "state", "storeId", "registerId", "cashierId", "currency", "least", "most"],
    ...["search", "olderThan"],
  ],
  "/audit": ["day", "kind", "storeId", "olderThan", "check"],
};

test("B44 S4 filters, days, kinds, pages and stores of a list take nothing that they do not know, and show nobody more for it", async ({
  app,
  database,
  world,
}) => {
  const names = [
    "day",
    "kind",
    "state",
    "storeId",
    "store",
    "olderThan",
    "before",
    "sort",
    "order",
    "page",
    "limit",
    "search",
    "q",
    "check",
    "__proto__",
  ];
  const each = ODD_VALUES.map((value) => new URLSearchParams(names.map((name) => [name, value])).toString());
  const oneBy = (read: string[]) =>
    ODD_VALUES.slice(-ALONE).flatMap((value) => read.map((name) => new URLSearchParams([[name, value]]).toString()));
  const odd = [...each, ...names.map((name) => `${name}=x&${name}=${world.other.storeId}`)];
  const rows = async () =>
    JSON.stringify(await database.rows("select count(*) from shop_order union all select count(*) from store"));
  const before = await rows();
  const opened = async (page: string, query: string): Promise<void> => {
    const answer = await fetch(`${app.baseURL}${page}?${query}`, {
      headers: { cookie: world.cookies.owner },
      redirect: "manual",
    });
    const text = await answer.text();
    expect([200, 303, 307, 400, 404], `${page}?${query}`).toContain(answer.status);
    expect(text.includes(world.names.elsewhere), `${page}?${query}`).toBe(false);
    expect(text, `${page}?${query}`).not.toMatch(/syntax error|invalid input|<script>alert/);
  };
  for (const [page, read] of Object.entries(READ_BY)) {
    const queries = [...odd, ...oneBy(read)];
    while (queries.length > 0) await Promise.all(queries.splice(0, 8).map((query) => opened(page, query)));
  }
  expect(await rows()).toBe(before);
});

import { expect, type Page } from "@playwright/test";
import { test } from "./fixtures/shop.ts";
import { dropSession } from "./fixtures/sign-in.ts";
import type { Till } from "./fixtures/till.ts";

type Call = { headers: Record<string, string>; body: string };

/** A real call of the charge action, as the browser sent it. */
async function captureCharge(till: Till, amount: string): Promise<Call> {
  const sent = till.page.waitForRequest((request) => request.method() === "POST");
  await till.charge(amount);
  const request = await sent;
  const { cookie = "", ...headers } = await request.allHeaders();
  const kept = Object.entries(headers).filter(([name]) =>
    /^(?:next-action|next-router|content-type|accept)/.test(name),
  );
  return { headers: { ...Object.fromEntries(kept), cookie }, body: request.postData() ?? "" };
}

const withKey = (body: string, change: object = {}) => {
  const [input] = JSON.parse(body);
  return JSON.stringify([{ ...input, clientKey: crypto.randomUUID(), ...change }]);
};

test("S3 B38 a server action without an Origin, from null or from a foreign one is refused, whatever proxy it claims", async ({
  app,
  till,
  database,
}) => {
  const call = await captureCharge(till, "91.00");
  const post = (headers: Record<string, string>) =>
    fetch(app.baseURL, { method: "POST", headers: { ...call.headers, ...headers }, body: withKey(call.body) });
  const foreign: Record<string, string>[] = [
    {},
    { origin: "null" },
    { origin: "https://evil.example" },
    { origin: app.baseURL.replace("http:", "https:") },
    { origin: "https://evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" },
  ];
  for (const headers of foreign) expect((await post(headers)).status, JSON.stringify(headers)).toBe(403);
  expect(await database.salesOf(till.registerId)).toHaveLength(1);
  expect((await post({ origin: app.baseURL })).status).toBe(200);
  expect(await database.salesOf(till.registerId)).toHaveLength(2);
});

test("B35 B36 B37 the server refuses by itself what the till would not send: odd amounts, extra fields, another's register", async ({
  app,
  till,
  database,
}) => {
  const call = await captureCharge(till, "92.00");
  const send = async (change: object) => {
    const headers = { ...call.headers, origin: app.baseURL };
    return (await fetch(app.baseURL, { method: "POST", headers, body: withKey(call.body, change) })).text();
  };
  const amounts = ["12.340", "1e1", "+12", "012", "12,34", " 12", "NaN", "0x10", "１２", "0", "-1", "50000.01", ""];
  for (const amount of [...amounts, "1".repeat(30)]) expect(await send({ amount }), amount).toContain("amount_refused");
  expect(await send({ reference: "r".repeat(10_000) })).toContain("reference_refused");
  expect(await send({ lines: ["1.00"] })).toContain("amount_refused");
  expect(await send({ status: "paid" })).toContain("not_found");
  expect(await send({ amount: 92 })).toContain("not_found");
  expect(await send({ registerId: crypto.randomUUID() })).toContain("not_found");
  expect(await database.salesOf(till.registerId)).toHaveLength(1);
});

test("S6 S7 S25 every answer carries its policy, keeps out of caches, and names no version", async ({
  app,
  sessions,
}) => {
  const get = (path: string) =>
    fetch(`${app.baseURL}${path}`, { headers: { cookie: sessions.owner }, redirect: "manual" });
  const login = await (await get("/login")).text();
  const [, script = ""] = /src="(\/_next\/static\/[^"]+\.js)"/.exec(login) ?? [];
  const pages = ["/", "/login", "/orders", "/sign-out", "/nothing-here"];
  const others = ["/healthz", "/state", "/api/auth/csrf", "/api/auth/session", "//evil", script];
  const nonces = new Set<string>();
  for (const path of [...pages, ...others]) {
    const { headers, status } = await get(path);
    const policy = headers.get("content-security-policy") ?? "";
    for (const part of ["base-uri 'none'", "frame-ancestors 'none'"]) expect(policy, path).toContain(part);
    expect(policy, path).not.toContain("unsafe-");
    expect(headers.get("x-content-type-options"), path).toBe("nosniff");
    expect(headers.get("referrer-policy"), path).toBe("same-origin");
    expect(headers.get("content-type") ?? "", path).toMatch(/^$|^application\/json$|charset=utf-8$/i);
    expect([headers.get("server"), headers.get("x-powered-by")], path).toEqual([null, null]);
    if (path !== script) expect(headers.get("cache-control"), path).toBe("no-store");
    if (!pages.includes(path)) continue;
    expect(status, path).toBe(path === "/nothing-here" ? 404 : 200);
    for (const part of ["'strict-dynamic'", "object-src 'none'"]) expect(policy, path).toContain(part);
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? "");
  }
  expect(nonces.size).toBe(pages.length);
  expect(script).not.toBe("");
  expect(await (await get(script)).text()).not.toContain("sourceMappingURL");
  expect((await get(`${script}.map`)).status).toBe(404);
});

async function signInAt(page: Page, address: string, who: { name: string; password: string }): Promise<void> {
  await dropSession(page);
  await page.goto(address);
  await page.getByLabel("User name").fill(who.name);
  await page.getByLabel("Password", { exact: true }).fill(who.password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("B42 after the sign-in only addresses of this shop are opened", async ({ app, openBrowser, watch }) => {
  watch.expect(/status of 404.*%5Cevil|status of 401.*\/(?:state|stream)\?/); // the page that is being left asks once more
  const page = await (await openBrowser()).newPage();
  for (const evil of [
    "//evil.example",
    "https:evil.example",
    "/\\evil.example",
    "/%5Cevil.example",
    "javascript:alert(1)",
  ]) {
    await signInAt(page, `/login?callbackUrl=${encodeURIComponent(evil)}`, app.owner);
    await page.waitForURL(({ pathname }) => pathname !== "/login");
    expect(new URL(page.url()).origin, evil).toBe(app.baseURL);
  }
  await signInAt(page, "/login?callbackUrl=%2Forders", app.owner);
  await expect(page).toHaveURL(`${app.baseURL}/orders`);
});

test("A13 what was typed before the scripts of the sign-in came is kept, and signs in", async ({
  app,
  openBrowser,
}) => {
  const page = await (await openBrowser()).newPage();
  const { promise: come, resolve: letCome } = Promise.withResolvers<void>();
  await page.route("**/_next/static/**/*.js", async (route) => {
    await come;
    await route.continue();
  });
  await page.goto("/login", { waitUntil: "commit" });
  for (const [name, text] of [
    ["login", app.cashier.name],
    ["password", app.cashier.password],
  ] as const) {
    await page.waitForFunction((field) => {
      const input = document.querySelector<HTMLElement>(`[name=${field}]`);
      input?.focus();
      return input !== null;
    }, name);
    await page.keyboard.type(text);
  }
  letCome();
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${app.baseURL}/`);
});

test("S11 A13 wrong passwords: one sentence for unknown and known names, what was typed stays, five tries and then a wait", async ({
  database,
  openBrowser,
  watch,
}) => {
  watch.expect(/status of 401/);
  const page = await (await openBrowser()).newPage();
  const name = await database.makeCashier();
  for (const login of ["nobody-at-all", name]) {
    await signInAt(page, "/login", { name: login, password: "not it" });
    await expect(page.getByText("User name or password is not right.")).toBeVisible();
    await expect(page.getByLabel("User name")).toHaveValue(login);
  }
  const submit = page.getByRole("button", { name: "Sign in" });
  await expect(async () => {
    await submit.click();
    await expect(page.getByText(/Too many tries\. Wait \d+ s\./)).toBeVisible({ timeout: 1500 });
  }).toPass({ timeout: 20_000 });
});

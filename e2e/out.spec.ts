import { expect, type Page, type Request } from "@playwright/test";
import { type Member, makeRegisteredTill, sheetOn } from "./fixtures/people/registered.ts";
import { test } from "./fixtures/shop.ts";
import { jarOf } from "./fixtures/sign-in.ts";
import { tillOn } from "./fixtures/till.ts";
import { builtActions, callAction } from "./rights/call-action.ts";

test.use({ appGroup: "out" });

/** Whoever is out is so everywhere within this (S2). */
const OUT_MS = 5_000;
/** However slow the machine is that draws all of it. */
const DRAWN_MS = 30_000;

/** It goes elsewhere, is drawn anew, or locks, which begins with a token: by that it is seen to have heard. */
const acts = (request: Request): boolean =>
  request.isNavigationRequest() || request.headers().rsc === "1" || request.url().endsWith("/api/auth/csrf");

/** An open page acts in time, and then shows nothing any more: how long that is drawn for is the machine's matter. */
async function expectOut(page: Page, isOut: () => Promise<void>): Promise<void> {
  const out = isOut();
  await Promise.race([page.waitForRequest(acts, { timeout: OUT_MS }), out]);
  await out;
}

test("S2 T8 C17 whoever loses a role in one store leaves all its pages within 5 s, its till too, and stays in the other store", async ({
  app,
  database,
  gateway,
  openBrowser,
  openTill,
  watch,
}) => {
  test.setTimeout(120_000);
  watch.expect(/status of 404/);
  const [counter, other] = [await makeRegisteredTill({ app, database }), await makeRegisteredTill({ app, database })];
  const names = [`Leaving ${counter.storeId.slice(-8)}`, `Staying ${other.storeId.slice(-8)}`] as const;
  await database.rows("update store set name = case id when $1 then $2 else $3 end where id in ($1, $4)", [
    ...[counter.storeId, ...names, other.storeId],
  ]);
  const owner = await counter.hire("Olga", "9265", "owner");
  const wang = await counter.hire("Wang Wei", "4711", "manager");
  await database.rows("insert into membership (user_id, store_id, role) values ($1, $2, 'manager')", [
    ...[wang.id, other.storeId],
  ]);
  const cookies = await wang.signIn();
  const till = await openTill({ cookies, registerId: counter.registerId });
  const orderId = await till.charge("47.11");
  await till.shows("waiting");
  await gateway.pay((await database.sale(orderId)).merchantNumber);
  await till.shows("paid");
  const browser = await openBrowser();
  await browser.addCookies(jarOf(cookies, app.baseURL));
  const of = `storeId=${counter.storeId}`;
  const paths = [...[`/orders/${orderId}`, `/dashboard?${of}`, `/stores/${counter.storeId}/credentials`]];
  const shown = new RegExp(`47\\.11|${names[0]}`);
  const open = async (path: string) => {
    const page = await browser.newPage();
    await page.goto(path);
    await expect(page.getByText(shown).first(), path).toBeAttached();
    return page;
  };
  const pages: Page[] = [];
  for (const path of paths) pages.push(await open(path));
  const stays = await browser.newPage();
  await stays.goto(`/stores/${other.storeId}`);

  const input = { userId: wang.id, storeId: counter.storeId, role: "developer" };
  const { kind } = await callAction(app, "assignRole", { cookies: await owner.signIn(), input });
  expect(kind).toBe("assigned");
  await Promise.all(
    [...pages, till.page].map((page, at) =>
      expectOut(page, () => expect(page.getByText(shown), paths[at]).toHaveCount(0, { timeout: DRAWN_MS })),
    ),
  );
  await expect(stays.getByText(names[1]).first()).toBeVisible();
  await expect(stays).toHaveURL(`${app.baseURL}/stores/${other.storeId}`);
});

test("S2 S8 T9 T10 whoever sits at a till by PIN is behind its lock within 5 s, however the seat is lost; what was typed stays", async ({
  app,
  database,
  openBrowser,
}) => {
  test.setTimeout(120_000);
  const counter = await makeRegisteredTill({ app, database });
  const owner = await counter.hire("Olga", "9265", "owner");
  const office = await owner.signIn();
  const act = async (name: string, input: object) => (await callAction(app, name, { cookies: office, input })).text;
  const { storeId } = counter;
  const ways: [pin: string, lose: (person: Member) => Promise<unknown>][] = [
    ["1472", ({ id }) => act("resetPin", { userId: id, storeId })],
    ["2583", ({ id }) => act("assignRole", { userId: id, storeId, role: "none" })],
    ["3694", ({ id }) => act("assignRole", { userId: id, storeId, role: "auditor" })],
    ["4815", ({ id }) => act("switchPerson", { userId: id, isOn: false })],
    [
      "5926",
      async ({ id }) => {
        const issued = await act("issuePasswordLink", { userId: id, storeId });
        const [, token = ""] = /"token":"([\w-]{43})"/.exec(issued) ?? [];
        const input = { token, password: "eleven quiet harbours" };
        return callAction(app, "choosePassword", { cookies: "", input });
      },
    ],
  ];
  for (const [at, [pin, lose]] of ways.entries()) {
    const person = await counter.hire(`Person ${at}`, pin);
    const browser = await openBrowser();
    await browser.addCookies(jarOf(counter.cookie, app.baseURL));
    const page = await browser.newPage();
    await page.goto("/");
    const [lock, till] = [sheetOn(page), tillOn(page, counter.registerId)];
    await lock.enter(person);
    await lock.isOpen();
    await till.enter("12.5");
    await expect(till.total).toHaveText("¥12.50");
    await lose(person);
    const locked = page.locator("dialog[data-lock=locked]");
    await expectOut(page, () => expect(locked, person.name).toBeVisible({ timeout: DRAWN_MS }));
    await expect(till.total).toHaveText("¥12.50");
    await page.close();
  }
});

test("S2 S8 T13 pages and tills leave the screen within 5 s when a new password was chosen by a link", async ({
  app,
  database,
  openBrowser,
  openTill,
  watch,
}) => {
  // The till asks for its register, and hears that nobody is signed in.
  watch.expect(/status of 401/);
  const counter = await makeRegisteredTill({ app, database });
  const owner = await counter.hire("Olga", "9265", "owner");
  const wang = await counter.hire("Wang Wei", "4711", "manager");
  const cookies = await wang.signIn();
  const { page: till } = await openTill({ cookies, registerId: counter.registerId });
  const browser = await openBrowser();
  await browser.addCookies(jarOf(cookies, app.baseURL));
  const pages = await Promise.all(
    ["/orders", "/account"].map(async (path) => {
      const page = await browser.newPage();
      await page.goto(path);
      await expect(page).toHaveURL(app.baseURL + path);
      return page;
    }),
  );
  const input = { userId: wang.id, storeId: counter.storeId };
  const { text } = await callAction(app, "issuePasswordLink", { cookies: await owner.signIn(), input });
  const [, token = ""] = /"token":"([\w-]{43})"/.exec(text) ?? [];
  const link = await (await openBrowser()).newPage();
  await link.goto(`/join/${token}`);
  await link.getByLabel("New password", { exact: true }).fill("eleven quiet harbours");
  await link
    .getByRole("button")
    .filter({ hasText: /password/i })
    .last()
    .click();
  await expect
    .poll(() => database.rows("select from invitation where for_id = $1 and used_at is not null", [wang.id]))
    .toHaveLength(1);
  await Promise.all(
    pages.map((page) => expectOut(page, () => expect(page).toHaveURL(/\/login/, { timeout: DRAWN_MS }))),
  );
  const signIn = till.getByRole("dialog").getByRole("link", { name: "Sign in" });
  await expectOut(till, () => expect(signIn).toBeVisible({ timeout: DRAWN_MS }));
});

test("S2 T3 a test of a connection that runs is cut within 5 s for whoever is removed from the store", async ({
  app,
  database,
  gateway,
}) => {
  const counter = await makeRegisteredTill({ app, database });
  const owner = await counter.hire("Olga", "9265", "owner");
  const wang = await counter.hire("Wang Wei", "4711", "manager");
  const [account] = await database.rows<{ id: string }>(
    "select account_id as id from store_account where store_id = $1 limit 1",
    [counter.storeId],
  );
  await gateway.fault({ name: "delay", times: "always", ms: 60_000 });
  const { id = "", page = "" } = builtActions().get("testAccount") ?? {};
  const answer = await fetch(app.baseURL + page, {
    method: "POST",
    headers: {
      ...{ origin: app.baseURL, "next-action": id, accept: "text/x-component", cookie: await wang.signIn() },
      "content-type": "text/plain;charset=UTF-8",
    },
    body: JSON.stringify([{ storeId: counter.storeId, accountId: account?.id }]),
  });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = "";
  // The gateway is being asked when what needs no answer of it was said.
  while (!heard.includes('"check"')) heard += (await reader?.read())?.value ?? "";
  const cookies = await owner.signIn();
  const input = { userId: wang.id, storeId: counter.storeId, role: "none" };
  const since = Date.now();
  expect((await callAction(app, "assignRole", { cookies, input })).kind).toBe("assigned");
  while (!(await reader?.read())?.done);
  expect(Date.now() - since).toBeLessThan(OUT_MS);
});

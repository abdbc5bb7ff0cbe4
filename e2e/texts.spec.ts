import { expect, type Page } from "@playwright/test";
import { test } from "./fixtures/shop.ts";
import { signIn } from "./fixtures/sign-in.ts";

const FAMILY = "👨‍👩‍👧";
/** What somebody writes who wants to be run, and what others write in all innocence. */
/** Turns round what stands behind it, and is seen nowhere. */
const HIDDEN = "\u202e\u200b";
const ODD = `<img src=x onerror=alert(1)> "'&amp; {{7*7}} ${FAMILY} é ${HIDDEN}`;
const LONG = `${"长".repeat(40)}${FAMILY}${"W".repeat(20)}`;

/** What of a text is seen from right to left; null where it is nowhere. */
const turned = (page: Page, text: string) =>
  page.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: boolean[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      const leftOf = (place: number) => {
        const range = document.createRange();
        range.setStart(node, place);
        range.setEnd(node, place + 1);
        return range.getBoundingClientRect().left;
      };
      found.push(leftOf(at) > leftOf(at + wanted.length - 1));
    }
    return found.length === 0 ? null : found.filter(Boolean).length;
  }, text);

test("B45 names of stores, registers and people and what was typed at a sale are text wherever they stand, and cut nobody's way", async ({
  app,
  database,
  gateway,
  openBrowser,
  openTill,
}) => {
  const storeId = await database.makeStore({ like: "practice", codeLifeMinutes: 3 });
  const registerId = crypto.randomUUID();
  const names = { store: `${ODD} S`, register: `${ODD} R`, person: `${ODD} P` };
  await database.rows("insert into register (id, store_id, code, name) values ($1, $2, '1', $3)", [
    ...[registerId, storeId, names.register],
  ]);
  await database.rows("update store set name = $2, receipt_footer = $3 where id = $1", [storeId, names.store, LONG]);
  const login = await database.makeCashier();
  await database.rows("update app_user set name = $2 where login = $1", [login, names.person]);
  await database.rows(
    "insert into membership (user_id, store_id, role) select id, $2, 'manager' from app_user where login = $1 on conflict (user_id, store_id) do update set role = 'manager'",
    [login, storeId],
  );
  const cookies = (await signIn(app.baseURL, { ...app.cashier, name: login })) ?? "";
  const till = await openTill({ cookies, registerId });
  const { page } = till;
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });

  const reference = ODD;
  await till.refer(reference);
  const orderId = await till.charge("45.10");
  await till.shows("waiting");
  await expect(page.getByText(names.store).first()).toBeAttached();
  await expect(till.card).toContainText(reference);
  expect(await turned(page, "45.10")).toBe(0);
  await gateway.pay((await database.sale(orderId)).merchantNumber);
  await till.shows("paid");
  expect(await turned(page, "45.10")).toBe(0);

  const receipt = await (await openBrowser()).newPage();
  await receipt.goto(`/r/${await database.receiptToken(orderId)}`);
  await expect(receipt.locator("main")).toContainText(names.store);
  await expect(receipt.locator("main")).toContainText(FAMILY);
  expect(await turned(receipt, "45.10")).toBe(0);
  await page.goto(`/orders?day=all&storeId=${storeId}`);
  await expect(page.locator("main")).toContainText(reference);
  expect(await turned(page, "45.10")).toBe(0);
  await page.goto("/shift");
  await expect(page.locator("body")).toContainText(names.register);
  for (const opened of [page, receipt]) {
    expect(await opened.locator("img[src=x]").count()).toBe(0);
    // A name may be longer than its place, but it makes no page wider.
    await opened.setViewportSize({ width: 320, height: 640 });
    const [wide, seen] = await opened.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect(wide).toBeLessThanOrEqual((seen ?? 0) + 1);
  }
  expect(dialogs).toEqual([]);
});

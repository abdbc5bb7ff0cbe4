import { expect } from "@playwright/test";
import { test } from "./fixtures/shop.ts";

test("C6 F51 S18 I2 a double click and Enter pressed twice make one order each", async ({
  till,
  gateway,
  database,
}) => {
  await till.enter("61");
  await till.chargeButton.dblclick();
  await till.shows("waiting");
  await till.enter("62");
  await till.answered();
  await Promise.all([till.page.keyboard.press("Enter"), till.page.keyboard.press("Enter")]);
  await expect(till.card).toContainText("62.00");
  await till.shows("waiting");
  const sales = await database.salesOf(till.registerId);
  expect(sales.map(({ amount, attempts }) => [amount, attempts])).toEqual([
    ["6100", 1],
    ["6200", 1],
  ]);
  const { codes } = await gateway.ledger();
  const numbers = sales.map(({ merchantNumber }) => merchantNumber);
  expect(codes.filter(({ outTradeNo }) => numbers.includes(outTradeNo))).toHaveLength(2);
});

test("F51 C10 two tabs on one register show the same order; both cancel it, and it ends once", async ({
  openTill,
  till,
  sell,
  database,
}) => {
  const other = await openTill({ registerId: till.registerId });
  const { orderId } = await sell(till, "63.00");
  await other.shows("waiting");
  expect(await other.orderId()).toBe(orderId);
  for (const tab of [till, other]) await tab.key("Cancel").click();
  const press = (button: HTMLElement) => button.click();
  await Promise.all(
    [till, other].map((tab) => tab.page.getByRole("button", { name: "Cancel payment" }).evaluate(press)),
  );
  await till.shows("cancelled");
  await other.shows("cancelled");
  const ends = (await database.eventsOf(orderId)).filter(({ kind }) => kind === "end_wanted");
  expect(ends).toHaveLength(1);
});

test("C6 P12 the answer to Charge is lost on the way: pressing again gives the first order, never a second", async ({
  till,
  watch,
  database,
}) => {
  watch.expect(/Failed to load resource|net::ERR/);
  const { page } = till;
  await page.route("**/*", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    await route.fetch();
    await route.abort();
  });
  await till.enter("64");
  await page.keyboard.press("Enter");
  await expect(
    page.getByText("The server did not answer. Press Charge again: it will not charge twice."),
  ).toBeVisible();
  await page.unroute("**/*");
  await page.keyboard.press("Enter");
  await till.shows("waiting");
  await expect(till.total).toHaveText("¥0.00");
  expect(await database.salesOf(till.registerId)).toMatchObject([{ amount: "6400", attempts: 1 }]);
});

test("C9 F52 reload, Back and a crashed tab while waiting come back to the same order and code", async ({
  till,
  sell,
  openTill,
}) => {
  const { page } = till;
  const { orderId, codeText } = await sell(till, "65.00");
  const isThere = async (at = till) => {
    await at.shows("waiting");
    expect(await at.orderId()).toBe(orderId);
    await expect(at.card.getByRole("link", { name: "Practice wallet" })).toHaveAttribute("href", codeText ?? "");
  };
  await isThere();
  await page.reload();
  await isThere();
  await page.goto("/sign-out");
  await page.goBack();
  await isThere();
  await page.close();
  await isThere(await openTill({ registerId: till.registerId }));
});

import { expect } from "@playwright/test";
import { expectBooksAgree } from "./checker/books.ts";
import { askedAgain, GENERATIONS } from "./fixtures/generations.ts";
import { test } from "./fixtures/shop.ts";
import { intlAccount, makeStoreByFile, mendAccount } from "./fixtures/stores/store-file.ts";
import type { Till } from "./fixtures/till.ts";

const [, , INTL] = GENERATIONS;
const UNDECIDED = "Alipay knows this sale, but its answer does not say whether it is paid.";

/** Presses the key for as long as it is there: the worker may be first. */
const checkUntilPaid = (till: Till) =>
  expect(async () => {
    if (await till.key("Check now").isVisible()) await till.key("Check now").click({ timeout: 1000 });
    await till.shows("paid", 3000);
  }).toPass();

test("I1 P21 T2 the status member is configured as Alipay answers it: paid; another name: being checked and never paid, until Alipay answers by that name", async ({
  app,
  openTill,
  sell,
  gateway,
  database,
}) => {
  const accounts = { USD: "new" };
  const right = await makeStoreByFile(app, {
    accounts,
    account: intlAccount(app, { statusMember: "acquirementStatus" }),
  });
  const other = await makeStoreByFile(app, { accounts, account: intlAccount(app, { statusMember: "tradeState" }) });
  expect(right.printed).toMatch(new RegExp(`account ${right.code}: made, notices to .*/notify/intl/`));
  const [first, second] = [await openTill({ store: right.code }), await openTill({ store: other.code })];
  const { merchantNumber: number } = await sell(first, "31.00");
  await gateway.pay(number);
  await first.shows("paid");

  const { orderId, merchantNumber } = await sell(second, "32.00");
  await gateway.pay(merchantNumber);
  await second.shows("checking");
  await expect(second.card).toContainText(UNDECIDED);
  expect(await database.sale(orderId)).toMatchObject({ orderStatus: "open", anomaly: "undecided" });
  await askedAgain(gateway, INTL, merchantNumber);
  await second.shows("checking");
  await gateway.set({ intlStatusMember: "tradeState" });
  await checkUntilPaid(second);
  expect(await database.sale(orderId)).toMatchObject({ orderStatus: "paid", anomaly: null });
  expect(await second.statesOf(orderId)).toEqual(["waiting", "checking", "paid"]);
  await expectBooksAgree([first.registerId, second.registerId], { database, gateway });
});

test("I1 I11 no status member is configured: a payment is being checked and never paid, nothing cancels it by itself, and the cashier's cancel ends it", async ({
  app,
  openTill,
  sell,
  gateway,
  database,
}) => {
  const account = intlAccount(app, { statusMember: null });
  const { code: store } = await makeStoreByFile(app, { accounts: { USD: "new" }, account });
  const till = await openTill({ store });
  const { orderId, merchantNumber } = await sell(till, "33.00");
  await gateway.pay(merchantNumber);
  await till.shows("checking");
  await expect(till.card).toContainText(UNDECIDED);
  await askedAgain(gateway, INTL, merchantNumber);
  await till.shows("checking");
  expect((await gateway.of(merchantNumber)).requests.map(({ operation }) => operation)).not.toContain(INTL.cancel);
  await till.cancel();
  await till.shows("cancelled");
  await expect(till.band).toHaveText("Cancelled. If the customer had paid, Alipay sends the money back.");
  expect(await database.sale(orderId)).toMatchObject({ orderStatus: "cancelled", anomaly: null });
  const { movements } = await gateway.of(merchantNumber);
  expect(movements.map(({ kind, minor }) => `${kind} ${minor}`)).toEqual(["payment 3300", "refund 3300"]);
  expect(await till.statesOf(orderId)).not.toContain("paid");
});

test("I3 T2 the status member is put right in the store file: the sale that could not be decided is asked about with it, and paid", async ({
  app,
  openTill,
  sell,
  gateway,
  database,
}) => {
  const account = intlAccount(app, { statusMember: "tradeState" });
  const { code: store } = await makeStoreByFile(app, { accounts: { USD: "new" }, account });
  const till = await openTill({ store });
  const { orderId, merchantNumber } = await sell(till, "34.00");
  await gateway.pay(merchantNumber);
  await till.shows("checking");
  expect(await mendAccount(app, store, intlAccount(app, {}))).toContain(`account ${store}: changed`);
  await checkUntilPaid(till);
  expect(await database.sale(orderId)).toMatchObject({ orderStatus: "paid", anomaly: null });
  await expectBooksAgree([till.registerId], { database, gateway });
});

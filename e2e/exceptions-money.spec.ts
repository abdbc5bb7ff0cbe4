import { expect } from "@playwright/test";
import { genuineTrade } from "./fixtures/forge/answers.ts";
import { makeAsk } from "./fixtures/forge/ask.ts";
import { test } from "./fixtures/forge/test.ts";
import { openInbox, ownerTold, WITHIN } from "./fixtures/office/inbox.ts";
import { jarOf } from "./fixtures/sign-in.ts";

test("M8 what comes up before an open inbox has asked for the first time is in it as well", async ({
  app,
  live,
  sellAt,
  post,
  openBrowser,
  sessions,
}) => {
  const context = await openBrowser();
  await context.addCookies(jarOf(sessions.owner, app.baseURL));
  const page = await context.newPage();
  const happened = Promise.withResolvers<void>();
  await page.route(/\/inbox$/, async (route) => {
    await happened.promise;
    await route.continue();
  });
  const inbox = await openInbox(page);
  const sale = await sellAt(live.openapi, {
    plan: { query: (call) => genuineTrade({ ...call, minor: "8" }, "paid") },
  });
  await makeAsk(post, live.openapi, sale);
  happened.resolve();
  await expect(inbox.card(sale.orderId)).toContainText("Alipay names CNY 0.08.", WITHIN);
});

test("M8 P5 B16 other money that an answer tells of is in the inbox at once; when nobody can pay the code any more it is settled with a reason, which can be undone for a moment", async ({
  app,
  live,
  sellAt,
  post,
  openBrowser,
  sessions,
  database,
}) => {
  const context = await openBrowser();
  await context.addCookies(jarOf(sessions.owner, app.baseURL));
  const inbox = await openInbox(await context.newPage());
  const sale = await sellAt(live.openapi, {
    plan: { query: (call) => genuineTrade({ ...call, minor: "7" }, "paid") },
  });
  await makeAsk(post, live.openapi, sale);
  const { orderId } = sale;
  const card = inbox.card(orderId);
  await expect(card).toContainText("its code may still be paid. Alipay names CNY 0.07.", WITHIN);
  await expect(card.getByRole("button")).toHaveText(["Cancel the payment"]);
  await database.rows(
    "update payment_attempt set code_ends_at = code_ends_at - interval '10 minutes' where order_id = $1",
    [orderId],
  );
  await expect(card.getByRole("button", { name: "Settle with a reason" })).toBeVisible(WITHIN);
  await inbox.settle(orderId, "Settle with a reason", "Given back in the portal");
  await inbox.undo(orderId);
  await inbox.settle(orderId, "Settle with a reason", "Kept: the customer owes us more");
  expect(await ownerTold(database, orderId)).toEqual(["mismatch_settled", "word_taken_back", "mismatch_settled"]);
  expect(await database.sale(orderId)).toMatchObject({ orderStatus: "failed", anomaly: "amount_mismatch" });
});

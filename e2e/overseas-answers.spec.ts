import { expect } from "@playwright/test";
import { expectBooksAgree } from "./checker/books.ts";
import { readCode } from "./fixtures/screens/read-code.ts";
import { test } from "./fixtures/shop.ts";
import { makeStoreByFile } from "./fixtures/stores/store-file.ts";

test("P21 S14 a store with a Chinese name whose answers come in GBK: paid, and with an MD5 account Alipay is asked whether it sent the notice", async ({
  app,
  openTill,
  openWallet,
  sell,
  gateway,
  database,
}) => {
  await gateway.set({ mapiAnswerCharset: "GBK" });
  const { code: store } = await makeStoreByFile(app, { name: "海外门店", accounts: { USD: "practice-mapi" } });
  const till = await openTill({ store });
  const { orderId, merchantNumber, codeText } = await sell(till, "6.50");
  expect(await readCode(till.page)).toEqual({ jsqr: codeText, zxing: codeText });
  const phone = await openWallet(codeText ?? "");
  await till.shows("scanned");
  await expect(phone.getByText("海外门店")).toBeVisible();
  await phone.getByRole("button", { name: "Confirm payment US$6.50" }).click();
  await till.shows("paid");
  await expectBooksAgree([till.registerId], { database, gateway });

  await expect.poll(async () => (await database.inboxOf(orderId))[0]?.verdicts).toMatchObject({ alipay: true });
  const { notices } = await gateway.of(merchantNumber);
  const { requests } = await gateway.ledger();
  const confirmed = requests.filter(({ operation }) => operation === "notify_verify");
  expect(confirmed.map(({ content, verdict }) => ({ content, verdict }))).toContainEqual({
    content: expect.objectContaining({ notify_id: notices[0]?.id }),
    verdict: "true",
  });
});

import { expect } from "@playwright/test";
import { ASKED_MS } from "./fixtures/bounds.ts";
import { readCode } from "./fixtures/screens/read-code.ts";
import { PHONE, test } from "./fixtures/shop.ts";
import { intlAccount, makeStoreByFile } from "./fixtures/stores/store-file.ts";

const DESKTOP = { viewport: { width: 1440, height: 900 } };

/** What RFC 3986 allows behind the host stays as it is, percent signs that encode something included. */
const legalised = (address: string): string =>
  [...address].map((one) => (/[\w\-.~:/?#@!$&'()*+,;=%]/.test(one) ? one : encodeURIComponent(one))).join("");

const go = (address: string) => fetch(address, { redirect: "manual" });

test("P19 P21 an address of 849 characters with raw braces and quotes: the till draws our own, the phone is sent to the untouched target and pays there, and afterwards it is told how the payment ended", async ({
  app,
  openTill,
  openWallet,
  sell,
  gateway,
  database,
}) => {
  const account = intlAccount(app, { urlType: "DEFAULT" });
  const { code: store } = await makeStoreByFile(app, { accounts: { USD: "new" }, account });
  await gateway.set({ intlUrl: "long_raw" });
  const till = await openTill({ store });
  const { orderId, merchantNumber, codeText, payToken } = await sell(till, "18.00");
  const given = (await gateway.of(merchantNumber)).codes[0]?.text ?? "";
  expect(codeText).toBe(given);
  expect(given).toMatch(/[{}" ]/);
  const target = legalised(given);
  expect(target).toHaveLength(849);

  const own = `${app.baseURL}/pay/${payToken}`;
  expect(await readCode(till.page)).toEqual({ jsqr: own, zxing: own });
  await expect(till.code).toHaveAccessibleName("Opens Alipay's payment page for 18.00 US dollars");
  await expect(till.band).toContainText("Opens Alipay's payment page");

  const sent = await go(own);
  expect([sent.status, sent.headers.get("location")]).toEqual([303, target]);
  expect(sent.headers.get("cache-control")).toBe("no-store");

  const phone = await openWallet(own);
  expect(phone.url()).toBe(target);
  await phone.getByRole("button", { name: "Confirm payment US$18.00" }).click();
  await till.shows("paid");
  const paidAt = Date.parse((await gateway.of(merchantNumber)).trades[0]?.paidAt ?? "");
  expect((await till.showed(orderId, "paid")).at - paidAt).toBeLessThan(ASKED_MS);

  const after = await go(own);
  expect([after.status, after.headers.get("location")]).toEqual([303, `/pay/${payToken}/result`]);
  await phone.goto(own);
  await expect(phone.getByRole("heading")).toHaveText("Paid. Thank you!");
  const { tradeNumber } = await database.sale(orderId);
  const page = await phone.content();
  for (const secret of [merchantNumber, orderId, tradeNumber ?? "?", "Li Na"]) expect(page).not.toContain(secret);
});

test("P19 a valid address of 849 characters: drawn as it is where a screen has room, and as our own address on a phone", async ({
  app,
  openTill,
  sell,
  gateway,
}) => {
  const account = intlAccount(app, { urlType: "DEFAULT" });
  const { code: store } = await makeStoreByFile(app, { accounts: { USD: "new" }, account });
  await gateway.set({ intlUrl: "long" });
  const till = await openTill({ store, browser: DESKTOP });
  const { codeText, payToken } = await sell(till, "19.00");
  expect(codeText).toBe(legalised(codeText ?? ""));
  expect(codeText).toHaveLength(849);
  await till.key("Bigger").click();
  const dialog = till.page.getByRole("dialog");
  await expect(dialog.getByRole("img")).toBeVisible();
  expect(await readCode(dialog)).toEqual({ jsqr: codeText, zxing: codeText });

  const small = await openTill({ registerId: till.registerId, browser: PHONE });
  await expect(small.code).toBeVisible();
  const own = `${app.baseURL}/pay/${payToken}`;
  expect(await readCode(small.page)).toEqual({ jsqr: own, zxing: own });
});

test("I1 I16 the result page shows the shop's own word: forged parameters before the payment bring nothing, and it turns to paid by itself", async ({
  app,
  openTill,
  openWallet,
  sell,
  gateway,
  database,
}) => {
  const till = await openTill({ store: "practice-page" });
  const { orderId, merchantNumber, payToken } = await sell(till, "20.00");
  const result = `${app.baseURL}/pay/${payToken}/result`;
  const forged = new URLSearchParams({
    merchantTransId: merchantNumber,
    resultInfo: JSON.stringify({ resultStatus: "S", resultCodeId: "00000000", resultCode: "SUCCESS" }),
    acquirementId: "20260101190741000001",
    state: "paid",
  });
  const phone = await openWallet(`${result}?${forged}`);
  await expect(phone.getByRole("heading")).toHaveText("Checking your payment");
  await expect(phone.getByRole("status")).toContainText("Please do not pay again.");
  expect((await database.sale(orderId)).orderStatus).toBe("open");
  await till.shows("waiting");
  await gateway.pay(merchantNumber);
  await expect(phone.getByRole("heading")).toHaveText("Paid. Thank you!");
  await till.shows("paid");
});

test("X2 after the payment Alipay's page leads to the result page of this sale", async ({
  app,
  openTill,
  openWallet,
  sell,
}) => {
  const till = await openTill({ store: "practice-page" });
  const { codeText, payToken } = await sell(till, "21.00");
  const phone = await openWallet(codeText ?? "");
  await phone.getByRole("button", { name: "Confirm payment US$21.00" }).click();
  await phone.getByRole("link", { name: "Back to the shop" }).click();
  await phone.waitForURL((url) => url.href.startsWith(`${app.baseURL}/pay/${payToken}/result`));
  await expect(phone.getByRole("heading")).toHaveText("Paid. Thank you!");
  await till.shows("paid");
});

test("an address that was never given out is not there, for its payment and for its result", async ({
  app,
  till,
  sell,
}) => {
  const { payToken } = await sell(till, "22.00");
  const unknown = ["A".repeat(22), `${payToken ?? "B".repeat(21)}A`, "..%2Fadmin", "%00"];
  for (const token of unknown)
    for (const end of ["", "/result"]) expect((await go(`${app.baseURL}/pay/${token}${end}`)).status, token).toBe(404);
});

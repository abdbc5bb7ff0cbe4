import { createPrivateKey, createPublicKey, verify } from "node:crypto";
import { expect } from "@playwright/test";
import type { App } from "./fixtures/app.ts";
import { GENERATIONS } from "./fixtures/generations.ts";
import { test } from "./fixtures/shop.ts";
import { practiceShop } from "./fixtures/stores/store-file.ts";

/** The signed text of intl, member by member (intl.md 4.5.4), but for the time of the answer. */
function intlAnswer(app: App, sent: string): RegExp {
  const { clientId } = practiceShop(app, "intl");
  const { reqMsgId } = JSON.parse(sent).request.head;
  const head = `{"version":"2.0.0","function":"alipay.intl.acquiring.cashier.notify.pay","clientId":"${clientId}","respTime":"TIME","reqMsgId":"${reqMsgId}","reserve":"{}"}`;
  const result = '{"resultStatus":"S","resultCodeId":"00000000","resultCode":"SUCCESS","resultMsg":"success"}';
  const text = `{"response":{"head":${head},"body":{"resultInfo":${result}}},"signature":"SIGNATURE"}`;
  const quoted = text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const time = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[+-]\\d\\d:\\d\\d";
  return new RegExp(`^${quoted.replace("TIME", time).replace("SIGNATURE", "([A-Za-z0-9+/]{342}==)")}$`);
}

function isSignedByShop(app: App, answer: string, signature: string): boolean {
  const { merchantPrivateKey = "", signType } = practiceShop(app, "intl");
  const own = createPrivateKey({ key: Buffer.from(merchantPrivateKey, "base64"), format: "der", type: "pkcs8" });
  const text = answer.slice('{"response":'.length, answer.lastIndexOf(',"signature":'));
  const hash = signType === "RSA2" ? "sha256" : "sha1";
  return verify(hash, Buffer.from(text), createPublicKey(own), Buffer.from(signature, "base64"));
}

for (const { generation, store, account, contentType } of GENERATIONS) {
  test(`B13 B25 I6 ${generation}: a genuine notice that comes again gets exactly the answer that stops the repeats, and changes nothing`, async ({
    app,
    openTill,
    sell,
    gateway,
    database,
  }) => {
    const till = await openTill({ store });
    const { orderId, merchantNumber } = await sell(till, "95.00");
    await gateway.pay(merchantNumber);
    await till.shows("paid");
    await expect.poll(() => database.inboxOf(orderId)).toHaveLength(1);
    const before = await database.eventsOf(orderId);
    const body = await database.noticeOf(orderId);
    const headers = { "content-type": contentType };
    const response = await fetch(app.baseURL + (await database.notifyPath(account)), { method: "POST", headers, body });
    const answer = Buffer.from(await response.arrayBuffer()).toString("latin1");
    if (generation === "intl") {
      const [, signature = ""] = intlAnswer(app, Buffer.from(body).toString()).exec(answer) ?? [answer];
      expect(answer).toMatch(intlAnswer(app, Buffer.from(body).toString()));
      expect(isSignedByShop(app, answer, signature)).toBe(true);
      expect(response.headers.get("content-type")?.toLowerCase()).toBe("application/json; charset=utf-8");
    } else expect(answer).toBe("success");
    expect([response.status, response.redirected, response.headers.getSetCookie()]).toEqual([200, false, []]);
    expect(await database.eventsOf(orderId)).toEqual(before);
    expect((await gateway.of(merchantNumber)).notices).toMatchObject([{ deliveries: [{ acknowledged: true }] }]);
    expect(await database.inboxOf(orderId)).toMatchObject([{ deliveries: 2, answer: "taken" }]);
  });
}

/** Changes of a well-signed notice (simulator/README.md, `notify`). */
const CHANGED = {
  openapi: {
    cheaper: { total_amount: "0.01", receipt_amount: "0.01", buyer_pay_amount: "0.01" },
    otherMerchant: { seller_id: "2088000000000000" },
    otherOrder: { out_trade_no: "20260101000000000000" },
  },
  mapi: {
    cheaper: { total_fee: "0.01", price: "0.01", forex_total_fee: "0.01", trans_amount: "0.01" },
    otherMerchant: { seller_id: "2088000000000000" },
    otherOrder: { out_trade_no: "20260101000000000000" },
  },
  intl: {
    cheaper: { "orderAmount.value": "1" },
    otherMerchant: { merchantId: "218000000000000000000" },
    otherOrder: { merchantTransId: "20260101000000000000" },
  },
};

for (const { generation, store, account, settlesByNotice } of GENERATIONS) {
  const kept = settlesByNotice ? "kept and answered with anything but success" : "kept and answered with success";

  test(`I1 I14 P4 B16 ${generation}: a forged notice is refused; a well-signed one about other ids or another amount is ${kept}, and settles nothing`, async ({
    openTill,
    sell,
    gateway,
    database,
  }) => {
    const till = await openTill({ store });
    const { orderId, merchantNumber } = await sell(till, "7.00");
    await gateway.scan(merchantNumber);
    const url = new URL(await database.notifyPath(account), till.page.url()).href;
    const paid = generation === "intl" ? {} : { trade_status: "TRADE_SUCCESS" };
    const send = (overrides: object, forged = false) =>
      gateway.notify(merchantNumber, { overrides: { ...paid, ...overrides }, forged, url, status: "TRADE_SUCCESS" });
    const isSuccess = ({ body }: { body: string }) =>
      generation === "intl" ? body.includes('"resultInfo":{"resultStatus":"S"') : body === "success";
    expect(isSuccess(await send({}, true))).toBe(false);
    expect(await database.inboxOf(orderId)).toEqual([]);

    for (const overrides of Object.values(CHANGED[generation])) {
      const answer = await send(overrides);
      expect(isSuccess(answer), `${JSON.stringify(overrides)} ${answer.body}`).toBe(!settlesByNotice);
    }
    const unknown = await database.rows(
      `select answer from notification where effect = 'parked_unknown_order'
       and account_id = (select id from gateway_account where code = $1) order by received_at desc limit 1`,
      [account],
    );
    expect(unknown).toEqual([{ answer: settlesByNotice ? "again" : "taken" }]);
    expect((await database.inboxOf(orderId)).map(({ effect }) => effect)).toContain(
      settlesByNotice ? "parked_mismatch" : "asked",
    );
    expect((await database.sale(orderId)).orderStatus).toBe("open");
    expect(await till.statesOf(orderId)).not.toContain("paid");
    await gateway.pay(merchantNumber);
    await till.shows("paid");
  });
}

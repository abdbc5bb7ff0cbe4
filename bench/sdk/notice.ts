// Notification check with form parsing: from the body as it came to verified fields.
import assert from "node:assert/strict";
import querystring from "node:querystring";
import { parseNotification } from "#lib/alipay/openapi/notification.ts";
import { signedNotice } from "#lib/alipay/openapi/testing/notification-signer.ts";
import { inTurn, throughput } from "../measure/throughput.ts";
import { comparison, type Part } from "../part.ts";
import { ourAccount, theirAccount } from "./accounts.ts";

const MS = 400;

/** With the members that genuine notices of a payment have besides those that matter to us. */
const NOTICE = signedNotice({
  auth_app_id: "2021000000000001",
  body: "Tea house 茶馆 table 12",
  buyer_id: "2088102146225135",
  buyer_pay_amount: "88.88",
  fund_bill_list: '[{"amount":"88.88","fundChannel":"ALIPAYACCOUNT"}]',
  gmt_create: "2026-03-01 12:34:58",
  invoice_amount: "88.88",
  point_amount: "0.00",
  receipt_amount: "88.88",
  seller_email: "teahouse@example.com",
});

async function run(rounds: number) {
  const config = ourAccount();
  const sdk = theirAccount();
  const ours = (body = NOTICE) => parseNotification(body, config).kind === "trade_notice";
  const theirs = (body = NOTICE) => sdk.checkNotifySignV2(querystring.parse(body.toString()));
  const forged = Buffer.from(NOTICE.toString().replace("total_amount=88.88", "total_amount=98.88"));
  assert.deepEqual([ours(), theirs(), ours(forged), theirs(forged)], [true, true, false, false]);
  const played = await inTurn(
    {
      ours: () => throughput(() => ours(), { atOnce: 1, ms: MS }),
      peer: () => throughput(() => theirs(), { atOnce: 1, ms: MS }),
    },
    rounds,
  );
  return [comparison("a notification checked", played, 6)];
}

export const notice: Part = { name: "notice", run };

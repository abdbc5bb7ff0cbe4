import { expect, test } from "vitest";
import { showMessage } from "./show-message.ts";

const fields = (text: string) =>
  Object.fromEntries(showMessage(Buffer.from(text)).map(({ name, value }) => [name, value]));

test("P5 S27 shows a notice of form fields without its signature, and its customer only as far as to tell two apart", () => {
  expect(
    fields(
      "out_trade_no=A1&total_amount=12.34&buyer_logon_id=li.na%40example.com&buyer_id=208&buyer_pay_amount=12.34&sign=c2VjcmV0&sign_type=RSA2",
    ),
  ).toEqual({
    ...{
      out_trade_no: "A1",
      total_amount: "12.34",
      buyer_logon_id: "li***om",
      buyer_id: "***",
      buyer_pay_amount: "12.34",
    },
    ...{ sign: "…", sign_type: "RSA2" },
  });
});

test("P5 shows a notice of JSON by the path of each member, and what is no notice as it is", () => {
  expect(fields('{"request":{"body":{"amount":{"value":"1234","currency":"USD"}},"signature":"x"}}')).toMatchObject({
    ...{ "request.body.amount.value": "1234", "request.body.amount.currency": "USD" },
  });
  expect(fields("{broken")).toEqual({ "{broken": "" });
  expect(fields(`subject=${"x".repeat(600)}`).subject).toHaveLength(513);
});

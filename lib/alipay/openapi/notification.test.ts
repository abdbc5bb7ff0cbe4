import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { encodeNotice } from "../testing/form-notice.ts";
import { notificationNames, notificationSuccess, parseNotification } from "./notification.ts";
import { sellerId, testConfig } from "./testing/account.ts";
import { paidNotice, signedFields, signedNotice, tamperedNotice } from "./testing/notification-signer.ts";

const config = testConfig();
const parse = (body: Buffer) => parseNotification(body, config);
const checksOf = (body: Buffer) => parse(body).checks;

function noticeOf(body: Buffer) {
  const result = parse(body);
  if (result.kind !== "trade_notice") throw new Error(JSON.stringify(result));
  return result.notice;
}

const allGood = { form: "good", signature: "good", app: "good", seller: "good", shape: "good" };

describe("a notice", () => {
  it("is read when every check is good", () => {
    expect(parse(signedNotice())).toEqual({
      kind: "trade_notice",
      checks: allGood,
      notice: {
        about: "trade",
        notify_id: paidNotice.notify_id,
        trade_status: "TRADE_SUCCESS",
        out_trade_no: "T20260301_0001",
        trade_no: "2026030122001404630500001234",
        total_amount: "88.88",
        buyer_logon_id: "159****5620",
        gmt_payment: "2026-03-01 12:35:10",
        out_biz_no: null,
        refund_fee: null,
        unknownNames: [],
      },
    });
  });

  it("B25 is answered with exactly seven bytes", () => {
    expect(Buffer.from(notificationSuccess)).toEqual(Buffer.from([0x73, 0x75, 0x63, 0x63, 0x65, 0x73, 0x73]));
  });

  it.each([
    ["is missing", undefined, "missing"],
    ["is empty", "", "missing"],
    ["is no Base64", "!!!!", "malformed"],
    ["has another length", "AAAA", "malformed"],
    ["belongs to another body", signedFields({ total_amount: "0.01" }).sign, "wrong"],
    ["has blanks for plus signs", signedFields().sign?.replaceAll("+", " "), "malformed"],
  ])("B1 is refused when its signature %s", (_, sign, signature) => {
    expect(parse(tamperedNotice({ sign }))).toEqual({
      kind: "refused",
      checks: { form: "good", signature, app: "unchecked", seller: "unchecked", shape: "unchecked" },
    });
  });

  it("B1 is refused when another key signed it", () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    expect(checksOf(signedNotice({}, { key: privateKey })).signature).toBe("wrong");
  });

  it("B1 is refused when one member was changed after signing", () => {
    for (const name of Object.keys(paidNotice).filter((field) => field !== "sign_type" && field !== "charset")) {
      expect(checksOf(tamperedNotice({ [name]: "1" })).signature).toBe("wrong");
      expect(checksOf(tamperedNotice({ [name]: undefined })).signature).toBe("wrong");
    }
  });

  it("B2 is refused when it is a stranger's genuine notice", () => {
    expect(parse(signedNotice({ app_id: "2021000000000002" }))).toMatchObject({
      kind: "refused",
      checks: { app: "other" },
    });
    expect(parse(signedNotice({ app_id: undefined }))).toMatchObject({ kind: "refused", checks: { app: "other" } });
    const otherSeller = signedNotice({ seller_id: "2088101106499365" });
    expect(parse(otherSeller)).toMatchObject({ kind: "refused", checks: { app: "good", seller: "other" } });
  });

  it("says that it names no seller: openapi.md section 7 lets a notice carry seller_email instead", () => {
    expect(parse(signedNotice({ seller_id: undefined }))).toMatchObject({
      kind: "trade_notice",
      checks: { seller: "absent" },
    });
  });

  it("B3 takes the method from the account: an SHA-1 notice is refused", () => {
    expect(checksOf(signedNotice({ sign_type: "RSA" }, { signType: "RSA" })).signature).toBe("wrong");
  });

  it.each(["RSA", "MD5", "DSA", "none", "rsa2", undefined])("B3 is refused when it says sign_type %s", (sign_type) => {
    expect(parse(signedNotice({ sign_type }))).toMatchObject({
      kind: "refused",
      checks: { signature: "other_sign_type" },
    });
  });

  it("B6 is refused when a member comes twice", () => {
    const body = Buffer.concat([signedNotice(), Buffer.from("&total_amount=0.01")]);
    expect(parse(body)).toMatchObject({ kind: "refused", checks: { form: "duplicate_name", signature: "unchecked" } });
  });

  it("B8 is refused when the sign string was cut anew to raise the amount", () => {
    // The genuine notice carries the buyer's text in one member; the forger moves the cuts, the signed bytes stay the same.
    const genuine = signedFields({ subject: "x&total_amount=999.00&total_z=", total_amount: "0.01" });
    const recut = { ...genuine, subject: "x", total_amount: "999.00", total_z: "&total_amount=0.01" };
    expect(parse(encodeNotice(recut))).toMatchObject({ kind: "refused", checks: { signature: "split_shift" } });
    expect(parse(encodeNotice(genuine))).toMatchObject({ kind: "refused", checks: { signature: "split_shift" } });
  });

  it("B8 may carry & and = in a text as long as they hide no known name", () => {
    expect(noticeOf(signedNotice({ subject: "咖啡 & cake 50% = a+b", body: "a&b=c" })).unknownNames).toEqual([]);
  });

  it("B9 is refused with names that no form of Alipay has", () => {
    expect(checksOf(signedNotice({ __proto__x: "1" })).form).toBe("bad_name");
    expect(checksOf(signedNotice({ constructor: "1" })).form).toBe("bad_name");
  });

  it("B10 is accepted with an unknown signed member, which is named so that a query settles", () => {
    expect(noticeOf(signedNotice({ brand_new: "1" })).unknownNames).toEqual(["brand_new"]);
  });

  it("B11 follows the rule of this generation: empty is not signed, 0 and outer blanks are", () => {
    const fields = signedFields({ point_amount: "0", body: " x " });
    expect(parse(encodeNotice({ ...fields, passback_params: "" })).kind).toBe("trade_notice");
    expect(checksOf(encodeNotice({ ...fields, body: "x" })).signature).toBe("wrong");
    const { point_amount: _, ...without } = fields;
    expect(checksOf(encodeNotice(without)).signature).toBe("wrong");
  });

  it("B12 is decoded exactly once", () => {
    expect(parse(signedNotice({ subject: "100%25 %2525 a+b" })).kind).toBe("trade_notice");
    expect(checksOf(Buffer.from("a=%")).form).toBe("broken_encoding");
  });

  it.each(["batch_refund_notify", "servicemarket_order_notify", "TRADE_STATUS_SYNC", undefined])(
    "B14 is no payment when its type is %s",
    (notify_type) => {
      expect(parse(signedNotice({ notify_type })).kind).toBe("other_notice");
    },
  );

  it.each([
    { refund_fee: "8.88", gmt_refund: "2026-03-01 12:39:59.123", out_biz_no: "R1" },
    { refund_fee: "8.88" },
    { refund_fee: "0.00" },
    { gmt_refund: "2026-03-01 12:39:59.123" },
    { refund_fee: "88.88", trade_status: "TRADE_CLOSED" },
  ])("B14 F40 reports a refund and no payment with %j", (changes) => {
    expect(noticeOf(signedNotice(changes)).about).toBe("refund");
  });

  it.each(["0.00", "0", "-1.00", undefined])("B16 is refused with the amount %s", (total_amount) => {
    expect(checksOf(signedNotice({ total_amount })).shape).toBe("bad_amount");
  });

  it.each([
    "12.340",
    "1e1",
    "+12.34",
    "012.34",
    "12,34",
    " 12.34",
    "NaN",
    "Infinity",
    "0x10",
    "１２.３４",
    "1".repeat(30),
  ])("B17 is refused with the amount text %j", (text) => {
    expect(checksOf(signedNotice({ total_amount: text })).shape).toBe("bad_amount");
    expect(checksOf(signedNotice({ refund_fee: text })).shape).toBe("bad_amount");
  });

  it.each(["x".repeat(65), "T'1", "T 1", "T1--", undefined])("B18 is refused with out_trade_no %j", (out_trade_no) => {
    expect(checksOf(signedNotice({ out_trade_no })).shape).toBe("bad_out_trade_no");
  });

  it.each(["", "1".repeat(65), "1;2", undefined])("B18 is refused with trade_no %j", (trade_no) => {
    expect(checksOf(signedNotice({ trade_no })).shape).toBe("bad_trade_no");
  });

  it("B18 is refused with an out_trade_no of 1,000 characters", () => {
    expect(checksOf(signedNotice({ out_trade_no: "x".repeat(1000) })).shape).toBe("bad_out_trade_no");
  });

  it("B18 is refused with a NUL in any member", () => {
    expect(checksOf(signedNotice({ out_trade_no: "T1\0" })).form).toBe("forbidden_character");
  });

  it.each(["x".repeat(129), "a b", undefined])("is refused with notify_id %j", (notify_id) => {
    expect(checksOf(signedNotice({ notify_id })).shape).toBe("bad_notify_id");
  });

  it.each(["WAIT_BUYER_PAY", "TRADE_SUCCESS", "TRADE_FINISHED", "TRADE_CLOSED"])(
    "B19 knows the state %s",
    (trade_status) => {
      expect(noticeOf(signedNotice({ trade_status })).trade_status).toBe(trade_status);
    },
  );

  it.each(["trade_success", "TRADE_PENDING", undefined])(
    "B19 keeps an unknown state %s for a person",
    (trade_status) => {
      expect(noticeOf(signedNotice({ trade_status })).trade_status).toBeNull();
    },
  );

  it("B7 knows every documented name, to refuse it in a query string", () => {
    expect([...notificationNames]).toEqual(expect.arrayContaining([...Object.keys(paidNotice), "sign", "refund_fee"]));
    expect(notificationNames.has("")).toBe(false);
    expect(sellerId).toBe(paidNotice.seller_id);
  });
});

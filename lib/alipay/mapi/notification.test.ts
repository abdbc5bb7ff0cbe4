import { describe, expect, it } from "vitest";
import { signString } from "../sign-string.ts";
import { encodeNotice } from "../testing/form-notice.ts";
import { signNow } from "../testing/sign-now.ts";
import { notificationNames, notificationSuccess, parseNotification } from "./notification.ts";
import { alipayKeys, keysFor, testConfig } from "./testing/account.ts";
import { paidNotice, signedFields, signedNotice, tamperedNotice } from "./testing/notification-signer.ts";

const config = testConfig();
const parse = (body: Buffer, contentType: string | null = null) => parseNotification({ body, contentType }, config);
const checksOf = (body: Buffer) => parse(body).checks;

function noticeOf(body: Buffer) {
  const result = parse(body);
  if (result.kind !== "trade_notice") throw new Error(JSON.stringify(result));
  return result.notice;
}

describe("a notice", () => {
  it("is read when every check is good, its amounts left alone", () => {
    expect(parse(signedNotice())).toEqual({
      kind: "trade_notice",
      checks: { form: "good", signature: "good", seller: "good", shape: "good" },
      notice: {
        about: "trade",
        notify_id: paidNotice.notify_id,
        trade_status: "TRADE_SUCCESS",
        out_trade_no: "T20260301_0101",
        trade_no: "2026030122001401701436761112",
      },
    });
  });

  it("is read whatever its amounts are: a query tells them (clarification 5)", () => {
    for (const total_fee of ["0.00", "-1", "1e9", "NaN", undefined]) {
      expect(parse(signedNotice({ total_fee, forex_total_fee: total_fee })).kind).toBe("trade_notice");
    }
  });

  it("B25 is answered with exactly seven bytes", () => {
    expect(Buffer.from(notificationSuccess)).toEqual(Buffer.from([0x73, 0x75, 0x63, 0x63, 0x65, 0x73, 0x73]));
  });

  it.each([
    ["is missing", undefined, "missing"],
    ["is empty", "", "missing"],
    ["is no digest", "!!!!", "malformed"],
    ["is in capitals", signedFields().sign?.toUpperCase(), "malformed"],
    ["belongs to another body", signedFields({ trade_status: "TRADE_CLOSED" }).sign, "wrong"],
  ])("B1 is refused when its signature %s", (_, sign, signature) => {
    expect(parse(tamperedNotice({ sign }))).toEqual({
      kind: "refused",
      checks: { form: "good", signature, seller: "unchecked", shape: "unchecked" },
    });
  });

  it("B1 B4 is refused when one member was changed after signing", () => {
    for (const name of Object.keys(paidNotice).filter((field) => field !== "sign_type")) {
      expect(checksOf(tamperedNotice({ [name]: "1" })).signature).toBe("wrong");
      expect(checksOf(tamperedNotice({ [name]: undefined })).signature).toBe("wrong");
    }
  });

  it.each(["MD5", "RSA", "RSA2"] as const)("B3 is taken by an account of its own kind alone: %s", (signType) => {
    const body = signedNotice({}, signType);
    for (const kind of ["MD5", "RSA", "RSA2"] as const) {
      const result = parseNotification({ body, contentType: null }, testConfig(keysFor(kind)));
      expect(result.kind).toBe(kind === signType ? "trade_notice" : "refused");
    }
  });

  it.each(["RSA", "DSA", "none", "md5", undefined])("B3 is refused when it says sign_type %s", (sign_type) => {
    expect(parse(signedNotice({ sign_type }))).toMatchObject({
      kind: "refused",
      checks: { signature: "other_sign_type" },
    });
  });

  it("B6 is refused when a member comes twice", () => {
    const body = Buffer.concat([signedNotice(), Buffer.from("&Trade_Status=TRADE_SUCCESS")]);
    expect(checksOf(body)).toMatchObject({ form: "duplicate_name", signature: "unchecked" });
  });

  it("B8 is refused when the sign string was cut anew", () => {
    const genuine = signedFields({ subject: "x&total_fee=999.00&total_z=", total_fee: "0.01" });
    const recut = { ...genuine, subject: "x", total_fee: "999.00", total_z: "&total_fee=0.01" };
    expect(checksOf(encodeNotice(recut)).signature).toBe("split_shift");
    expect(checksOf(encodeNotice(genuine)).signature).toBe("split_shift");
    expect(parse(signedNotice({ subject: "咖啡 & cake = a+b" })).kind).toBe("trade_notice");
  });

  it("B10 is accepted with an unknown signed member", () => {
    expect(parse(signedNotice({ brand_new: "1" })).kind).toBe("trade_notice");
  });

  it("B11 signs no empty member, but 0 and outer blanks", () => {
    const fields = signedFields({ price: "0", body: " x " });
    expect(parse(encodeNotice({ ...fields, extra_common_param: "" })).kind).toBe("trade_notice");
    expect(checksOf(encodeNotice({ ...fields, body: "x" })).signature).toBe("wrong");
  });

  it("clarification 14: is read when it names another seller, and says so", () => {
    expect(parse(signedNotice({ seller_id: "2088000000000002" }))).toMatchObject({
      kind: "trade_notice",
      checks: { seller: "other", shape: "good" },
    });
    expect(checksOf(signedNotice({ seller_id: undefined })).seller).toBe("absent");
    const account = testConfig({ sellerId: "2088000000000009" });
    expect(parseNotification({ body: signedNotice(), contentType: null }, account).checks.seller).toBe("good");
  });

  it.each(["batch_refund_notify", "TRADE_STATUS_SYNC", undefined])("B14 is no payment of type %s", (notify_type) => {
    expect(parse(signedNotice({ notify_type })).kind).toBe("other_notice");
  });

  it.each([
    { refund_fee: "0.01" },
    { refund_status: "REFUND_SUCCESS" },
    { gmt_refund: "2026-03-01 20:39:59" },
    { notify_action_type: "refundFPAction" },
    { notify_action_type: "reverseAction" },
  ])("B14 F40 reports a refund with %j", (changes) => {
    expect(noticeOf(signedNotice(changes)).about).toBe("refund");
  });

  it.each([
    [{ notify_id: undefined }, "bad_notify_id"],
    [{ notify_id: "a b" }, "bad_notify_id"],
    [{ notify_id: "x".repeat(129) }, "bad_notify_id"],
    [{ out_trade_no: undefined }, "bad_out_trade_no"],
    [{ out_trade_no: "T'1" }, "bad_out_trade_no"],
    [{ out_trade_no: "x".repeat(65) }, "bad_out_trade_no"],
    [{ trade_no: undefined }, "bad_trade_no"],
    [{ trade_no: "1;2" }, "bad_trade_no"],
  ])("B18 is refused with %j", (changes, shape) => {
    expect(parse(signedNotice(changes))).toMatchObject({ kind: "refused", checks: { shape } });
  });

  it.each(["WAIT_BUYER_PAY", "TRADE_SUCCESS", "TRADE_FINISHED", "TRADE_CLOSED"])("B19 knows the state %s", (word) => {
    expect(noticeOf(signedNotice({ trade_status: word })).trade_status).toBe(word);
  });

  it.each(["trade_success", "TRADE_PENDING", undefined])("B19 knows no state %s", (trade_status) => {
    expect(noticeOf(signedNotice({ trade_status })).trade_status).toBeNull();
  });

  it("B7 knows every documented name", () => {
    expect([...notificationNames]).toEqual(expect.arrayContaining([...Object.keys(paidNotice), "sign", "refund_fee"]));
    expect(notificationNames.has("")).toBe(false);
  });
});

describe("B20 a notice in GBK", () => {
  const subject = Buffer.from([0xbf, 0xa7, 0xb7, 0xc8]);
  const { sign_type: _, subject: text, ...fields } = { ...paidNotice, subject: "咖啡" };

  /** Signed over these bytes of the subject, sent with its GBK bytes. */
  function noticeInGbk(signed: Buffer, charset: Record<string, string>): Buffer {
    const pairs = Object.entries({ ...fields, ...charset, subject: signed.toString("latin1") });
    const sign = signNow(Buffer.from(signString(pairs, []), "latin1"), alipayKeys.MD5, "MD5");
    const plain = new URLSearchParams({ ...fields, ...charset, sign, sign_type: "MD5" });
    return Buffer.from(`${plain}&subject=%BF%A7%B7%C8`);
  }

  it.each([{ charset: "GBK" }, { _input_charset: "gbk" }])(
    "is proved over its own bytes or over UTF-8's: %j",
    (charset) => {
      expect(parse(noticeInGbk(subject, charset)).kind).toBe("trade_notice");
      expect(parse(noticeInGbk(Buffer.from(text), charset)).kind).toBe("trade_notice");
      expect(checksOf(noticeInGbk(Buffer.from("other"), charset)).signature).toBe("wrong");
    },
  );

  it("is read by its Content-Type when no member of it names a charset; a member that does is believed first", () => {
    const said = "application/x-www-form-urlencoded; charset=GBK";
    expect(parse(noticeInGbk(subject, {}), said).kind).toBe("trade_notice");
    expect(parse(noticeInGbk(subject, { charset: "UTF-8" }), said).checks.form).toBe("not_in_charset");
  });

  it("is refused, never mended, when it says UTF-8 or nothing", () => {
    expect(checksOf(noticeInGbk(subject, { charset: "UTF-8" })).form).toBe("not_in_charset");
    expect(checksOf(noticeInGbk(subject, {})).form).toBe("not_in_charset");
  });
});

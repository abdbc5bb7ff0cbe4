import { expect } from "@playwright/test";
import type { LiveAccount } from "./fixtures/forge/live-accounts.ts";
import { changed, paidPairs, signedForm, signedPairs, yuan } from "./fixtures/forge/notices.ts";
import { type Bytes, formOf, newRsaKey, type Pair, signBytes, signedText, utf8 } from "./fixtures/forge/signing.ts";
import { type BadNotice, test } from "./fixtures/forge/test.ts";
import type { Sale } from "./fixtures/shop-database.ts";

// The gateway of these tests says that nobody has scanned: what settles here, settles by the notice.

const stranger = newRsaKey();

/** A genuine notice with something changed after it was signed. */
const spoilt = (account: LiveAccount, sale: Sale, changes: Readonly<Record<string, Bytes | null>>): Bytes =>
  formOf(changed(signedPairs(account, paidPairs(account, sale)), changes));

const signOf = (account: LiveAccount, pairs: readonly Pair[]): string => signBytes(signedText(pairs), account.hand);

const amountOf = ({ generation }: LiveAccount): string => (generation === "mapi" ? "total_fee" : "total_amount");

/** A notice whose signature holds both characters that Base64 can be bent with. */
function withOddSign(account: LiveAccount, sale: Sale): { pairs: Pair[]; sign: string } {
  const pairs = paidPairs(account, sale);
  const sign = signOf(account, pairs);
  return /\+.*\/|\/.*\+/.test(sign) ? { pairs, sign } : withOddSign(account, sale);
}

for (const name of ["openapi", "mapi"] as const) {
  test(`B1 ${name}: a notice without a signature, or with one that is broken or of something else, is refused`, async ({
    live,
    sellAt,
    expectRefused,
    expectGenuineTaken,
  }) => {
    const account = live[name];
    const sale = await sellAt(account);
    const pairs = paidPairs(account, sale);
    const sign = Buffer.from(signOf(account, pairs), "base64");
    const other = changed(pairs, { [amountOf(account)]: "0.01" });
    const signs: Record<string, [sign: string | null, why: string]> = {
      missing: [null, "signature_missing"],
      empty: ["", "signature_missing"],
      "not Base64": ["no base64!", "signature_malformed"],
      "a byte shorter": [sign.subarray(1).toString("base64"), "signature_malformed"],
      "a byte longer": [Buffer.concat([sign, Buffer.alloc(1)]).toString("base64"), "signature_malformed"],
      "of another body": [signOf(account, other), "signature_wrong"],
      "of another key": [signBytes(signedText(pairs), { hash: "sha256", key: stranger.key }), "signature_wrong"],
    };
    const bad = Object.entries(signs).map(([what, [text, why]]): [string, BadNotice] => [
      what,
      { body: formOf(changed(signedPairs(account, pairs), { sign: text })), why },
    ]);
    const after = { body: spoilt(account, sale, { subject: "tea" }), why: "signature_wrong" };
    await expectRefused(account, sale, { ...Object.fromEntries(bad), "changed after signing": after });
    await expectGenuineTaken(account, sale);
  });

  test(`B3 ${name}: the account says how a notice is signed, never the notice`, async ({
    live,
    sellAt,
    expectRefused,
    expectGenuineTaken,
  }) => {
    const account = live[name];
    const sale = await sellAt(account);
    const { hand } = account;
    if (!("key" in hand)) throw new Error("an account with keys");
    const pairs = paidPairs(account, sale);
    const weak = signBytes(signedText(pairs), { hash: "sha1", key: hand.key });
    const md5 = signBytes(signedText(pairs), { md5Key: "" });
    const bad: Record<string, BadNotice> = {
      "SHA-1, and says so": { body: spoilt(account, sale, { sign_type: "RSA" }), why: "signature_other_sign_type" },
      "SHA-1 by the same key": {
        body: formOf([...pairs, ["sign_type", "RSA"], ["sign", weak]]),
        why: "signature_wrong",
      },
      "MD5 with no key": { body: formOf([...pairs, ["sign_type", "MD5"], ["sign", md5]]), why: "signature_malformed" },
    };
    for (const type of ["MD5", "DSA", "none", "rsa2", "RSA2 ", null])
      bad[`sign_type ${type}`] = {
        body: spoilt(account, sale, { sign_type: type }),
        why: "signature_other_sign_type",
      };
    await expectRefused(account, sale, bad);
    await expectGenuineTaken(account, sale);
  });

  test(`B5 I6 ${name}: a signature has one spelling, and copies are known by the notice's own number`, async ({
    live,
    sellAt,
    post,
    database,
    expectRefused,
    expectGenuineTaken,
  }) => {
    const account = live[name];
    const sale = await sellAt(account);
    const { pairs, sign } = withOddSign(account, sale);
    const whole = formOf([...pairs, ["sign_type", "RSA2"]]);
    const spelt = (text: string): BadNotice => ({
      body: `${whole}&${formOf([["sign", text]])}`,
      why: "signature_malformed",
    });
    const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const surplus = `${sign.slice(0, -3)}${digits[digits.indexOf(sign.at(-3) ?? "") + 1]}==`;
    await expectRefused(account, sale, {
      "blanks for plus signs": { body: `${whole}&sign=${sign}`, why: "signature_malformed" },
      "a line end inside": spelt(`${sign.slice(0, 76)}\n${sign.slice(76)}`),
      "a line end behind": spelt(`${sign}\r\n`),
      "the URL alphabet": spelt(sign.replaceAll("+", "-").replaceAll("/", "_")),
      "no padding": spelt(sign.replace(/=+$/, "")),
      "surplus bits": spelt(surplus),
    });
    await expectGenuineTaken(account, sale, `${whole}&${formOf([["sign", sign]])}`);
    // The same news signed anew: another signature, and no second notice.
    const again = changed(pairs, { notify_time: "2026-11-22 12:39:12" });
    expect(await post(account, { body: signedForm(account, again) })).toEqual({ status: 200, body: "success" });
    expect(await database.inboxOf(sale.orderId)).toMatchObject([{ deliveries: 2 }]);
  });

  test(`B6 ${name}: the same parameter twice refuses the whole notice, in whatever letters`, async ({
    live,
    sellAt,
    expectRefused,
    expectGenuineTaken,
  }) => {
    const account = live[name];
    const sale = await sellAt(account);
    const amount = amountOf(account);
    const form = signedForm(account, paidPairs(account, sale));
    const cheap: Pair[] = changed(paidPairs(account, sale), { [amount]: "0.01" });
    const paid = formOf([[amount, yuan(sale.amount)]]);
    const why = "form_duplicate_name";
    // Signed as a reader would that takes the one or the other: only the doubling is wrong.
    const bothSigned = (double: string) =>
      signedForm(account, [...paidPairs(account, sale), [double, yuan(sale.amount)]]);
    await expectRefused(account, sale, {
      "the true one first": { body: `${form}&${amount}=0.01`, why },
      "the true one last": { body: `${amount}=0.01&${form}`, why },
      "raised behind the signed one": { body: `${signedForm(account, cheap)}&${paid}`, why },
      "the same value": { body: `${form}&${paid}`, why },
      "percent-encoded": { body: `${form}&${amount.replace("_", "%5F")}=0.01`, why },
      "in capitals, signed too": { body: bothSigned(amount.toUpperCase()), why },
      "a second sign": { body: `${form}&sign=AAAA`, why },
      "a second sign_type": { body: `${form}&Sign_Type=MD5`, why },
    });
    await expectGenuineTaken(account, sale);
  });

  test(`B7 ${name}: only the body counts; a known name in the address refuses the notice`, async ({
    live,
    sellAt,
    post,
    database,
    expectRefused,
  }) => {
    const account = live[name];
    const sale = await sellAt(account);
    const form = signedForm(account, paidPairs(account, sale));
    const bad = [`${amountOf(account)}=0.01`, "out_trade_no=1", "sign=AAAA", "NOTIFY_ID=1", "a=1&trade%5Fstatus=x"];
    const refused = bad.map((query): [string, BadNotice] => [
      query,
      { body: form, query: `?${query}`, why: "query_string" },
    ]);
    await expectRefused(account, sale, {
      ...Object.fromEntries(refused),
      "all of it in the address": { body: "a=1", query: `?${form}`, why: "query_string" },
    });
    expect(await post(account, { body: form, query: "?utm=1" })).toEqual({ status: 200, body: "success" });
    expect(await database.inboxOf(sale.orderId)).toHaveLength(1);
  });

  test(`B8 ${name}: a notice whose signed text was cut anew is refused, and what is sent out cannot be cut`, async ({
    live,
    odd,
    sellAt,
    expectRefused,
    expectGenuineTaken,
  }) => {
    const account = live[name];
    const sale = await sellAt(account, { reference: "a&total_amount=0.01&b=" });
    const amount = amountOf(account);
    const raised = yuan(sale.amount);
    // Genuine for one cent; its subject came from whoever ordered.
    const cheap = changed(paidPairs(account, sale), { [amount]: "0.01", subject: `x&${amount}=${raised}&total_z=` });
    const cut = changed(cheap, { [amount]: raised, subject: "x", total_z: `&${amount}=0.01` });
    expect(signedText(cut)).toBe(signedText(cheap));
    const hidden = changed(paidPairs(account, sale), { subject: `x&${amount}=${raised}&total_z=1` });
    await expectRefused(account, sale, {
      "cut anew": { body: signedForm(account, cut), why: "signature_split_shift" },
      "made to be cut": { body: signedForm(account, hidden), why: "signature_split_shift" },
    });
    await expectGenuineTaken(account, sale);
    const [asked] = odd.callsAbout(sale.merchantNumber);
    expect(asked?.subject).toContain("Tea ＆ Co");
    expect(asked?.subject).not.toMatch(/[&=]/);
  });

  test(`B9 ${name}: names that no notice has, too many of them, and values without end are refused`, async ({
    live,
    sellAt,
    post,
    expectRefused,
    expectGenuineTaken,
  }) => {
    const account = live[name];
    const sale = await sellAt(account);
    const names = ["__proto__", "constructor", "toString", "a[]", "a[b]", "", "a.b", "n".repeat(66)];
    const more = (added: Pair[]) => signedForm(account, [...paidPairs(account, sale), ...added]);
    const bad = names.map((odd): [string, BadNotice] => [
      `the name ${odd}`,
      { body: more([[odd, "1"]]), why: "form_bad_name" },
    ]);
    const many = Array.from({ length: 10_000 }, (_, at): Pair => [`a${at.toString(36)}`, ""]);
    await expectRefused(account, sale, {
      ...Object.fromEntries(bad),
      "10,000 names": { body: more(many), why: "form_too_many_names" },
      "17 KB in one value": { body: more([["note", "x".repeat(17_000)]]), why: "form_too_large" },
    });
    expect((await post(account, { body: more([["note", "x".repeat(1024 * 1024)]]) })).status).toBe(413);
    await expectGenuineTaken(account, sale);
  });

  test(`B10 B8 ${name}: an unknown parameter, correctly signed, is taken, and the gateway is asked before it counts`, async ({
    live,
    odd,
    sellAt,
    post,
    database,
  }) => {
    const account = live[name];
    const sale = await sellAt(account);
    const asked = () => odd.callsAbout(sale.merchantNumber).filter(({ operation }) => operation === "query").length;
    const before = asked();
    const pairs = changed(paidPairs(account, sale), { brand_new_member: utf8("新") });
    expect(await post(account, { body: signedForm(account, pairs) })).toEqual({ status: 200, body: "success" });
    expect(await database.inboxOf(sale.orderId)).toMatchObject([{ effect: "asked", answer: "taken" }]);
    await expect.poll(asked).toBeGreaterThan(before);
    expect(await database.sale(sale.orderId)).toMatchObject({ orderStatus: "open" });
  });

  test(`B11 ${name}: empty values are not signed, 0 and blanks at the ends are`, async ({
    live,
    sellAt,
    post,
    expectRefused,
  }) => {
    const account = live[name];
    const sale = await sellAt(account);
    const odd = changed(paidPairs(account, sale), { body: "", subject: " tea ", point_amount: "0", price: "0" });
    const form = signedPairs(account, odd);
    const signedWith = (text: Bytes) => formOf(changed(form, { sign: signBytes(text, account.hand) }));
    const text = signedText(odd);
    const why = "signature_wrong";
    await expectRefused(account, sale, {
      "the empty one signed": { body: signedWith(text.replace(/(?=&|^)(&?)(?=currency|buyer)/, "$1body=&")), why },
      "blanks cut off": { body: signedWith(text.replace("= tea ", "=tea")), why },
      "0 left out": { body: signedWith(text.replace("&point_amount=0", "")), why },
    });
    expect(await post(account, { body: formOf(form) })).toEqual({ status: 200, body: "success" });
  });

  test(`B12 ${name}: values are decoded exactly once, and what is broken is refused`, async ({
    live,
    sellAt,
    post,
    expectRefused,
  }) => {
    const account = live[name];
    const sale = await sellAt(account);
    const pairs = changed(paidPairs(account, sale), { subject: "100%25" });
    const form = signedForm(account, pairs);
    expect(form).toContain("subject=100%2525");
    const blanks = (subject: string) => signedForm(account, changed(paidPairs(account, sale), { subject }));
    const broken = "form_broken_encoding";
    await expectRefused(account, sale, {
      "signed as decoded twice": {
        body: signedForm(account, changed(pairs, { subject: "100%" })).replace("100%25", "100%2525"),
        why: "signature_wrong",
      },
      "not decoded at all": { body: form.replace("100%2525", "100%25"), why: "signature_wrong" },
      "a NUL, well signed": { body: blanks("a\0b"), why: "form_forbidden_character" },
      "half an escape": { body: form.replace("%2525", "%2"), why: broken },
      "no hex": { body: form.replace("%2525", "%zz"), why: broken },
      "a percent sign at the end": { body: `${form}&z=%`, why: broken },
      "%u0041": { body: form.replace("%2525", "%u0041"), why: broken },
      "a raw plus sign for itself": { body: blanks("a+b").replace("a%2Bb", "a+b"), why: "signature_wrong" },
    });
    const success = { status: 200, body: "success" };
    expect(await post(account, { body: form }), "a genuine 100%25").toEqual(success);
    expect(await post(account, { body: blanks("a b").replace("a%20b", "a+b") }), "+ is a blank").toEqual(success);
    expect(await post(account, { body: blanks("a b") }), "%20 is a blank").toEqual(success);
    expect(await post(account, { body: blanks("a+b") }), "%2B is a plus sign").toEqual(success);
  });

  test(`B14 ${name}: a notice of another kind is never a payment`, async ({
    live,
    sellAt,
    post,
    database,
    expectRefused,
  }) => {
    const account = live[name];
    const sale = await sellAt(account);
    const form = (changes: Readonly<Record<string, Bytes | null>>) =>
      signedForm(account, changed(paidPairs(account, sale), changes));
    const types = [
      "batch_refund_notify",
      "TRADE_STATUS_SYNC",
      "trade_status_sync ",
      "servicemarket_order_notify",
      null,
    ];
    const bad = types.map((type): [string, BadNotice] => [
      `notify_type ${type}`,
      { body: form({ notify_type: type }), why: `kind_${type ?? ""}` },
    ]);
    await expectRefused(account, sale, Object.fromEntries(bad));
    const refund = { refund_fee: "1.00", gmt_refund: "2026-11-22 13:00:00.000" };
    const success = { status: 200, body: "success" };
    expect(await post(account, { body: form(refund) })).toEqual(success);
    expect(await post(account, { body: form({ gmt_refund: refund.gmt_refund }) })).toEqual(success);
    const [first, second] = await database.inboxOf(sale.orderId);
    const effect = name === "openapi" ? "recorded" : "asked";
    expect([first?.effect, second?.effect]).toEqual([effect, effect]);
    expect(await database.sale(sale.orderId)).toMatchObject({ orderStatus: "open" });
  });
}

import { expect } from "@playwright/test";
import { amountOf, changed, paidPairs, signedForm, signedPairs, yuan } from "./fixtures/forge/notices.ts";
import { type Bytes, formOf, type Pair, signBytes, signedText, utf8 } from "./fixtures/forge/signing.ts";
import { type BadNotice, test } from "./fixtures/forge/test.ts";

// The gateway of these tests says that nobody has scanned: what settles here, settles by the notice.

for (const name of ["openapi", "mapi"] as const) {
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

import { expect } from "@playwright/test";
import type { LiveAccount } from "./fixtures/forge/live-accounts.ts";
import { amountOf, changed, paidPairs, signedForm, signedPairs, yuan } from "./fixtures/forge/notices.ts";
import { type Bytes, formOf, newRsaKey, type Pair, signBytes, signedText } from "./fixtures/forge/signing.ts";
import { type BadNotice, test } from "./fixtures/forge/test.ts";
import type { Sale } from "./fixtures/shop-database.ts";

// The gateway of these tests says that nobody has scanned: what settles here, settles by the notice.

const stranger = newRsaKey();

/** A genuine notice with something changed after it was signed. */
const spoilt = (account: LiveAccount, sale: Sale, changes: Readonly<Record<string, Bytes | null>>): Bytes =>
  formOf(changed(signedPairs(account, paidPairs(account, sale)), changes));

const signOf = (account: LiveAccount, pairs: readonly Pair[]): string => signBytes(signedText(pairs), account.hand);

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
}

import { generateKeyPairSync } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { signText, verifyText } from "#lib/alipay/sign.ts";
import { readFormerKey } from "./former-key.ts";

const [own, current, before] = [1, 2, 3].map(() => generateKeyPairSync("rsa", { modulusLength: 2048 }));
if (!own || !current || !before) throw new Error("three pairs");
const pem = (key: typeof own.publicKey) => key.export({ format: "pem", type: "spki" }) as string;
const entries = { formerAlipayPublicKey: pem(before.publicKey), formerKeyUntil: "2026-12-31" };

afterEach(() => {
  vi.useRealTimers();
});

describe("T5 F55 while Alipay changes its key", () => {
  it.each([
    ["the new key", current, "2026-12-01T00:00:00+08:00", "good"],
    ["the key before it, in time", before, "2026-12-31T23:59:59+08:00", "good"],
    ["the key before it, a day too late", before, "2027-01-01T00:00:00+08:00", "wrong"],
    ["neither of them", own, "2026-12-01T00:00:00+08:00", "wrong"],
  ] as const)("what is signed with %s is believed or not", async (...row) => {
    const [, signer, now, verdict] = row;
    vi.useFakeTimers({ toFake: ["Date"], now: new Date(now) });
    const former = readFormerKey(entries, "RSA2", own.privateKey);
    const trusted = { key: current.publicKey, former: former.ok ? former.value : null, signType: "RSA2" } as const;
    const signature = await signText("a=1", signer.privateKey, "RSA2");
    expect(verifyText("a=1", signature, trusted)).toBe(verdict);
    expect(verifyText("a=2", signature, trusted)).toBe("wrong");
  });

  it("nothing is missing or malformed but under both", () => {
    const trusted = { key: current.publicKey, former: { key: before.publicKey, until: Date.now() + 60_000 } };
    expect(verifyText("a=1", undefined, { ...trusted, signType: "RSA2" })).toBe("missing");
    expect(verifyText("a=1", "x", { ...trusted, signType: "RSA2" })).toBe("malformed");
  });

  it.each([
    ["neither entry", {}, { ok: true, value: null }],
    ["a key without an end", { ...entries, formerKeyUntil: undefined }, "formerKeyUntil: missing"],
    ["an end without a key", { formerKeyUntil: "2026-12-31" }, "formerAlipayPublicKey: empty"],
    ["our own key", { ...entries, formerAlipayPublicKey: pem(own.publicKey) }, "formerAlipayPublicKey: own_public_key"],
    ["no key", { ...entries, formerAlipayPublicKey: "x" }, "formerAlipayPublicKey: unreadable"],
  ])("%s", (_, given, expected) => {
    const read = readFormerKey(given, "RSA2", own.privateKey);
    expect(read.ok ? read : `${read.field}: ${read.problem}`).toEqual(expected);
  });
});

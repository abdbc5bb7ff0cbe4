import { expect, test } from "vitest";
import { appAddress, codeOf, findPeriod, fromBase32, makeSecret, periodAt, toBase32 } from "./totp.ts";

/** RFC 6238, appendix B, the last six digits. */
const SECRET = toBase32(Buffer.from("12345678901234567890"));

test.each([
  [59, "287082"],
  [1111111109, "081804"],
  [1111111111, "050471"],
  [1234567890, "005924"],
  [2000000000, "279037"],
  [20000000000, "353130"],
])("T11 at second %s of the standard the code is %s", (seconds, code) => {
  expect(codeOf(SECRET, periodAt(new Date(seconds * 1000)))).toBe(code);
});

test("T11 Base32 is that of RFC 4648, and secrets are of 160 bits and never the same", () => {
  expect(toBase32(Buffer.from("foobar"))).toBe("MZXW6YTBOI");
  expect(fromBase32("MZXW6YTBOI").toString()).toBe("foobar");
  const [one, other] = [makeSecret(), makeSecret()];
  expect(one).toMatch(/^[A-Z2-7]{32}$/);
  expect(one).not.toBe(other);
});

const at = new Date("2026-11-22T10:00:10Z");
const now = periodAt(at);

test("T11 clocks may differ by one period to either side, and by no more", () => {
  const found = [-2, -1, 0, 1, 2].map((off) => findPeriod(SECRET, codeOf(SECRET, now + off), { at, after: 0 }));
  expect(found).toEqual([null, now - 1, now, now + 1, null]);
  expect(findPeriod(SECRET, "12345", { at, after: 0 })).toBeNull();
});

test("T11 S11 no code is good after one of the same or a later period", () => {
  expect(findPeriod(SECRET, codeOf(SECRET, now), { at, after: now })).toBeNull();
  expect(findPeriod(SECRET, codeOf(SECRET, now - 1), { at, after: now })).toBeNull();
  expect(findPeriod(SECRET, codeOf(SECRET, now + 1), { at, after: now })).toBe(now + 1);
});

test("T11 the address for apps keeps odd names whole", () => {
  expect(appAddress("ABC", { login: "li & na", issuer: "Scantill" })).toBe(
    "otpauth://totp/Scantill:li%20%26%20na?secret=ABC&issuer=Scantill",
  );
});

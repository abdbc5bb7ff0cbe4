import { expect, test } from "vitest";
import { makeRecoveryCodes, readRecoveryCode, recoveryHash } from "./recovery-codes.ts";

test("T11 ten recovery codes, no two the same, can be copied by hand", () => {
  const codes = makeRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/);
  const [code = ""] = codes;
  expect(readRecoveryCode(` ${code.toLowerCase().replaceAll("-", " ")} `)).toBe(code.replaceAll("-", ""));
  expect(readRecoveryCode("0I18-OIIB-2222-3333")).toBe("OIIBOIIB22223333");
  for (const none of ["", "123456", "AAAA-BBBB-CCCC", `${code}A`]) expect(readRecoveryCode(none)).toBeNull();
});

test("T11 the same code of two people has two hashes", () => {
  const [code = ""] = makeRecoveryCodes();
  expect(recoveryHash("a", code)?.equals(recoveryHash("b", code) ?? Buffer.of())).toBe(false);
  expect(recoveryHash("a", code)).toEqual(recoveryHash("a", code.toLowerCase()));
});

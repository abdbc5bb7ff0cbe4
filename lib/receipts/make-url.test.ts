import { afterEach, expect, test, vi } from "vitest";
import { receiptUrl } from "./make-url.ts";

const token = "0123456789abcdef0123456789abcdef";

afterEach(() => vi.unstubAllEnvs());

test("E1 gives a receipt the shop's public address, and a practised one that of the local network", () => {
  vi.stubEnv("PUBLIC_URL", "");
  vi.stubEnv("PRACTICE", "");
  vi.stubEnv("PRACTICE_PHONE", "http://192.168.1.9:3000");
  expect(receiptUrl({ token, practice: false })).toBeNull();
  expect(receiptUrl({ token, practice: true })).toBe(`http://192.168.1.9:3000/r/${token}`);
  vi.stubEnv("PUBLIC_URL", "https://shop.example/");
  expect(receiptUrl({ token, practice: true })).toBe(`https://shop.example/r/${token}`);
  expect(receiptUrl({ token, practice: false })).toBe(`https://shop.example/r/${token}`);
});

test("E1 has no address for a practised receipt once practice is off", () => {
  vi.stubEnv("PUBLIC_URL", "");
  vi.stubEnv("PRACTICE", "off");
  vi.stubEnv("PRACTICE_PHONE", "http://192.168.1.9:3000");
  expect(receiptUrl({ token, practice: true })).toBeNull();
});

import { expect, test } from "vitest";
import { ownPath } from "./own-path.ts";

test.each(["/", "/orders", "/orders?day=today&state=paid"])("B42 keeps the own path %s", (path) => {
  expect(ownPath(path)).toBe(path);
});

test.each([
  "//evil.example",
  "https:evil.example",
  "https://evil.example/",
  "\\evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "\t//evil.example",
  "/..//evil.example",
  "javascript:alert(1)",
  "%2F%2Fevil.example",
  "/%5Cevil.example",
  "/%2fevil.example",
  "",
  "orders",
])("B42 refuses %j", (path) => {
  expect(ownPath(path)).toBe("/");
});

test("B42 leads to the till without a wish", () => {
  expect(ownPath(undefined)).toBe("/");
});

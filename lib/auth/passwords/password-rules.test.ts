import { expect, test } from "vitest";
import common from "./common-passwords.json" with { type: "json" };
import { passwordProblem } from "./password-rules.ts";

test("S10 a password has 8 characters or more, as people count them, and 64 are not too many", () => {
  expect(passwordProblem("1x9k-qu")).toBe("short");
  expect(passwordProblem("👍🏽👍🏽👍🏽")).toBe("short");
  expect(passwordProblem("1x9k-quw")).toBeNull();
  expect(passwordProblem("Käse und 面包 with spaces ".repeat(3).slice(0, 64))).toBeNull();
  expect(passwordProblem("x".repeat(200))).toBeNull();
  expect(passwordProblem("x".repeat(201))).toBe("long");
});

test("S10 none of the 3000 most common passwords is taken, in letters of either size", () => {
  const words = common.words.split(" ");
  expect(new Set(words).size).toBe(3000);
  for (const word of words) expect(passwordProblem(word)).toBe("common");
  expect(passwordProblem("Password")).toBe("common");
  expect(passwordProblem("ｐａｓｓｗｏｒｄ")).toBe("common");
  expect(passwordProblem("correct horse battery staple")).toBeNull();
});

import { expect, test } from "vitest";
import { referenceProblem } from "./reference-text.ts";

test("C5 takes 64 characters of any script and refuses the 65th", () => {
  expect(referenceProblem("桌".repeat(64))).toBeNull();
  expect(referenceProblem("🍵".repeat(64))).toBeNull();
  expect(referenceProblem("a".repeat(65))).toBe("too_long");
  expect(referenceProblem("a".repeat(10_000))).toBe("too_long");
});

test("C5 refuses line breaks and control characters", () => {
  for (const text of ["a\nb", "a\u0000", "a\u2028b", "a\tb"]) expect(referenceProblem(text)).toBe("bad_characters");
  expect(referenceProblem("T12 & Co = 5 <b>")).toBeNull();
});

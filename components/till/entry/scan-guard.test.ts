import { expect, test } from "vitest";
import { type Burst, endsScan, isScan, nextBurst } from "./scan-guard.ts";

const run = (digits: string, gap: number) =>
  [...digits].reduce<Burst<string> | null>(
    (burst, digit, index) => nextBurst(burst, { digit, at: index * gap, before: `before ${index}` }),
    null,
  );

test("C7 takes a burst of thirteen digits for a scan and remembers how things stood before it", () => {
  const burst = run("6901234567892", 10);
  expect(isScan(burst)).toBe(true);
  expect(burst).toMatchObject({ digits: "6901234567892", before: "before 0" });
});

test("C7 takes six fast digits, or thirteen at a hand's pace, for typing", () => {
  expect(isScan(run("690123", 10))).toBe(false);
  expect(isScan(run("6901234", 34))).toBe(true);
  expect(isScan(run("6901234567892", 35))).toBe(false);
  expect(isScan(null)).toBe(false);
});

test("C7 takes the digits before a hiccup for a part of the scan", () => {
  const hiccup = nextBurst(run("6901", 10), { digit: "2", at: 90, before: "in between" });
  const burst = [..."34567892"].reduce(
    (last, digit, index) => nextBurst(last, { digit, at: 100 + index * 10, before: "" }),
    hiccup,
  );
  expect(isScan(burst)).toBe(true);
  expect(burst).toMatchObject({ digits: "6901234567892", before: "before 0" });
});

test("C7 lets the Enter of the scanner charge nothing, and a later Enter charge", () => {
  const burst = run("6901234567892", 10);
  expect(endsScan(burst, 130)).toBe(true);
  expect(endsScan(burst, 1_000)).toBe(false);
});

import { expect, it } from "vitest";
import { hasPassed, sumUp, testedAtWith } from "./count-as-tested.ts";
import { CHECKS, type Check, type CheckState } from "./view.ts";

const verdicts = (states: Partial<Record<Check, CheckState>> = {}) =>
  CHECKS.map((check) => ({ check, state: states[check] ?? ("ok" as const) }));

it("T3 a test has passed when nothing failed, and the four checks that need an answer have learnt something", () => {
  expect(hasPassed(verdicts())).toBe(true);
  for (const check of CHECKS) {
    expect(hasPassed(verdicts({ [check]: "warn" }))).toBe(true);
    expect(hasPassed(verdicts({ [check]: "failed" }))).toBe(false);
    expect(hasPassed(verdicts({ [check]: "unclear" })), check).toBe(["ids", "keys", "clock", "notify"].includes(check));
  }
  expect(hasPassed(verdicts().slice(0, 5))).toBe(false);
  expect(hasPassed([])).toBe(false);
});

it("T3 the sum of a test says that the account works only where that was learnt", () => {
  expect(sumUp(verdicts())).toBe("good");
  expect(sumUp(verdicts({ product: "warn", clock: "unclear" }))).toBe("noted");
  expect(sumUp(verdicts({ product: "unclear" }))).toBe("unlearnt");
  expect(sumUp(verdicts({ product: "unclear", keys: "failed" }))).toBe("failed");
});

it("T3 credentials are tested for the currencies of their tests alone, and no more when they are changed", () => {
  const at = new Date("2026-11-23T00:00:00.000Z");
  const tested = { currentVersion: 2, testedVersion: 2, testedAt: at, testedCurrencies: ["CNY", "USD"] };
  expect(testedAtWith(tested, ["USD"])).toBe(at.toISOString());
  expect(testedAtWith(tested, [])).toBe(at.toISOString());
  expect(testedAtWith(tested, ["USD", "JPY"])).toBeNull();
  expect(testedAtWith({ ...tested, currentVersion: 3 }, ["USD"])).toBeNull();
  expect(testedAtWith({ ...tested, testedCurrencies: [] }, [])).toBeNull();
});

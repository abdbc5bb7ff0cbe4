import type { Check, Verdict } from "./view.ts";

/** Where silence is no good news: a test that could not ask has learnt nothing of them. */
const LEARNT: readonly Check[] = ["request", "answer", "product", "currency"];

/** Whether all of a test's verdicts say that the account works; a test in which nothing failed and nothing was learnt does not. */
export const hasPassed = (verdicts: readonly Pick<Verdict, "check" | "state">[]): boolean =>
  verdicts.every(({ check, state }) => state !== "failed" && !(state === "unclear" && LEARNT.includes(check))) &&
  LEARNT.every((learnt) => verdicts.some(({ check }) => check === learnt));

/** What all verdicts of a test come to. `unlearnt`: nothing failed, but it is not known either whether the account works. */
export function sumUp(verdicts: readonly Pick<Verdict, "check" | "state">[]): "good" | "noted" | "unlearnt" | "failed" {
  if (verdicts.some(({ state }) => state === "failed")) return "failed";
  if (!hasPassed(verdicts)) return "unlearnt";
  return verdicts.every(({ state }) => state === "ok") ? "good" : "noted";
}

/** What is stored of an account's tests. */
export type Tested = {
  currentVersion: number;
  testedVersion: number | null;
  testedAt: Date | null;
  testedCurrencies: readonly string[];
};

/** ISO 8601: when the present credentials last passed a test; null while they have passed none with all of these currencies. */
export function testedAtWith(tested: Tested, currencies: readonly string[]): string | null {
  const { currentVersion, testedVersion, testedAt, testedCurrencies } = tested;
  if (testedVersion !== currentVersion || testedCurrencies.length === 0) return null;
  return currencies.every((currency) => testedCurrencies.includes(currency)) ? (testedAt?.toISOString() ?? null) : null;
}

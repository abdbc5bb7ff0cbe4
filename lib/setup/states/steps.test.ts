import { expect, it } from "vitest";
import { type SetupView, STEPS, type Step, type Trial } from "../view.ts";
import { isReachable, sellsForReal, trialFor } from "./steps.ts";

const trial = (code: string, change: Partial<Trial> = {}): Trial => ({
  ...{ storeId: "s", storeName: "S", practice: false, accountId: code, code, generation: "openapi" },
  ...{ currencies: ["CNY"], testedAt: null, sold: false, ...change },
});
const setup = (done: Step[], trials: Trial[] = []): SetupView => ({
  ...{ owner: { name: "W", login: "w" }, storeId: null, next: null, trials },
  done: Object.fromEntries(STEPS.map((step) => [step, done.includes(step)])) as SetupView["done"],
});
const open = (view: SetupView) => STEPS.filter((step) => isReachable(view, step));

it("O2 opens the steps that were taken and those for which there is something to go on with, in their order", () => {
  const practice = trial("practice", { practice: true });
  expect(open(setup([], [practice]))).toEqual(["owner"]);
  expect(open(setup(["owner"], [practice]))).toEqual(["owner", "store"]);
  expect(open(setup(["owner", "store"]))).toEqual(["owner", "store", "credentials"]);
  expect(open(setup(["owner", "store"], [trial("own", { currencies: [] })]))).toEqual([
    ...["owner", "store", "credentials", "test"],
  ]);
  expect(open(setup(["owner", "store"], [practice]))).toEqual(STEPS);
});

it("O2 T7 takes an own account before one for practice, and one that is still to be tried before one that was", () => {
  const practice = trial("practice", { practice: true, testedAt: "2026-11-22T00:00:00Z" });
  const [tested, added] = [trial("tested", { testedAt: "2026-11-22T00:00:00Z", sold: true }), trial("added")];
  const unused = trial("unused", { currencies: [] });
  const all = setup([], [unused, tested, added, practice]);
  expect(trialFor(all, "test", null)).toBe(unused);
  expect(trialFor(all, "sale", null)).toBe(added);
  expect(trialFor(all, "sale", "unused")).toBe(added);
  expect(trialFor(all, "sale", "practice")).toBe(practice);
  expect(trialFor(setup([], [tested, practice]), "test", null)).toBe(tested);
  expect(trialFor(setup([], [trial("other", { practice: true }), practice]), "test", null)).toBe(practice);
  expect(trialFor(setup([], [unused]), "sale", null)).toBeNull();
  expect(sellsForReal([unused, practice])).toBe(false);
  expect(sellsForReal(all.trials)).toBe(true);
});

import { describe, expect, it } from "vitest";
import { keepPace } from "./keep-pace.ts";

const SHOP = "account";

/** A pace by a clock that the test turns, in seconds; `random` 0.5 is a pause as long as it is named. */
function pace(random = () => 0.5) {
  let now = 0;
  const kept = keepPace({ now: () => now * 1000, random });
  const most = (account = SHOP) =>
    kept.smallerShares().find(({ accountId }) => accountId === account)?.most ?? kept.usualShare;
  const work = (cost: Parameters<typeof kept.end>[1], account = SHOP) => {
    kept.begin(account);
    kept.end(account, cost);
  };
  const pass = (seconds: number) => {
    now += seconds;
  };
  return { ...kept, most, work, pass };
}

const answered = { calls: 1, limited: false };
const limited = { calls: 1, limited: true };

describe("F32 the rate limit", () => {
  it("holds over any time, whatever the work took", () => {
    const { most, work, pass } = pace();
    let calls = 0;
    for (let tick = 0; tick < 120; tick++) {
      for (let free = most(); free > 0; free--) {
        work({ calls: 3, limited: false });
        calls += 3;
      }
      pass(0.5);
    }
    // Twenty a second, and what one tick may take at once.
    expect(calls).toBeLessThanOrEqual(60 * 20 + 30);
    expect(calls).toBeGreaterThan(60 * 19);
  });

  it("is each account's own", () => {
    const { most, work } = pace();
    for (let call = 0; call < 10; call++) work(answered);
    expect(most()).toBe(0);
    expect(most("another")).toBe(10);
  });

  it("lets a slow gateway hold no more than its share of the work", () => {
    const { most, begin, pass } = pace();
    for (let second = 0; second < 3; second++) {
      for (let free = most(); free > 0; free--) begin(SHOP);
      pass(1);
    }
    expect(most()).toBe(0);
    expect(most("another")).toBe(10);
  });
});

describe("F34 an account whose gateway complains of too many calls", () => {
  it("pauses 1, 2, 4, 8, 16, 30, 30 s while it goes on complaining", () => {
    const { most, work, pass } = pace();
    for (const seconds of [1, 2, 4, 8, 16, 30, 30]) {
      work(limited);
      pass(seconds - 0.01);
      expect(most()).toBe(0);
      // What is left of the debt of the calls before, at its slowest.
      pass(2.02);
      expect(most()).toBeGreaterThan(0);
    }
  });

  it("pauses once for all the calls that were under way together", () => {
    const { most, begin, end, pass } = pace();
    for (let call = 0; call < 8; call++) begin(SHOP);
    for (let call = 0; call < 8; call++) end(SHOP, limited);
    pass(1.2);
    expect(most()).toBeGreaterThan(0);
  });

  it.each([
    [0, 0.8],
    [1, 1.2],
  ])("draws the length of its pause (lot %d: %f s)", (lot, seconds) => {
    const { most, work, pass } = pace(() => lot);
    work(limited);
    pass(seconds - 0.01);
    expect(most()).toBe(0);
    pass(0.2);
    expect(most()).toBeGreaterThan(0);
  });

  it("goes on at half its speed, and is back at full speed after two hundred good answers", () => {
    const { most, work, pass } = pace();
    work(limited);
    pass(1 + 0.5);
    expect(most()).toBe(5);
    for (let call = 0; call < 200; call++) work(answered);
    pass(200);
    for (let free = most(); free > 0; free--) work(answered);
    pass(0.25);
    expect(most()).toBe(5);
  });

  it("holds up no other account", () => {
    const { most, work } = pace();
    work(limited);
    expect(most("another")).toBe(10);
  });
});

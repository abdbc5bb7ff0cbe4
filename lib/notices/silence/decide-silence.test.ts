import { expect, it } from "vitest";
import { ENOUGH, isSilent } from "./decide-silence.ts";

const BEFORE = new Date("2026-11-23T12:00:00Z");
const live = (lastNotice: Date | null, payments: number) => isSilent({ practice: false, lastNotice, payments });
const practice = (lastNotice: Date | null, payments: number) => isSilent({ practice: true, lastNotice, payments });

it("W3 an account is silent when its last 20 payments brought no notice, and not a payment sooner", () => {
  expect(ENOUGH).toBe(20);
  for (const account of [live, practice]) {
    expect(account(BEFORE, 20)).toBe(true);
    expect(account(BEFORE, 19)).toBe(false);
  }
});

it("W3 an account that never heard one is asked about after its first live sale; in practice after 20", () => {
  expect(live(null, 0)).toBe(false);
  expect(live(null, 1)).toBe(true);
  expect(practice(null, 1)).toBe(false);
  expect(practice(null, 20)).toBe(true);
});

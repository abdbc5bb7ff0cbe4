import { expect, it, vi } from "vitest";
import { firstUuidAt, isUuid, uuid7 } from "./uuid.ts";

it("sorts by the millisecond it was made in, and is a version 7", () => {
  const first = uuid7();
  const later = Date.now() + 1;
  while (Date.now() <= later);
  const second = uuid7();
  expect(first < second).toBe(true);
  expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(isUuid(first)).toBe(true);
  expect(isUuid(`${first}0`)).toBe(false);
});

it("W1 tells where the identifiers of a moment begin", () => {
  const now = new Date("2026-11-23T05:00:00.123Z");
  vi.setSystemTime(now);
  const made = uuid7();
  vi.useRealTimers();
  const ms = (shift: number) => new Date(now.getTime() + shift);
  expect(firstUuidAt(now) <= made).toBe(true);
  expect(made < firstUuidAt(ms(1))).toBe(true);
  expect(firstUuidAt(now) < firstUuidAt(ms(1))).toBe(true);
  expect(isUuid(firstUuidAt(now))).toBe(true);
});

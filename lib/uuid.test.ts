import { expect, it } from "vitest";
import { isUuid, uuid7 } from "./uuid.ts";

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

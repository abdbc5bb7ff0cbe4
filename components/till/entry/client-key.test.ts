import { expect, test } from "vitest";
import { newClientKey } from "./client-key.ts";

test("C6 makes a new UUID for each sale", () => {
  const keys = Array.from({ length: 50 }, newClientKey);
  expect(new Set(keys).size).toBe(50);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

import { expect, test } from "vitest";
import { order } from "../till/testing/order.ts";
import { lookOf } from "./look.ts";

const at = (text: string) => Date.parse(text);

test("A7 is expiring in the last 30 s of the code, and stays so until the server says expired", () => {
  expect(lookOf(order(), at("2026-11-21T06:04:41.000Z"))).toBe("waiting");
  expect(lookOf(order(), at("2026-11-21T06:04:41.001Z"))).toBe("expiring");
  expect(lookOf(order(), at("2026-11-21T06:06:00.000Z"))).toBe("expiring");
});

test("shows a cancel as being checked after 10 s", () => {
  const cancelling = order({ state: "cancelling", since: "2026-11-21T06:03:00.000Z", code: null });
  expect(lookOf(cancelling, at("2026-11-21T06:03:10.000Z"))).toBe("cancelling");
  expect(lookOf(cancelling, at("2026-11-21T06:03:10.001Z"))).toBe("checking");
});

test("I16 says paid only when the server says so", () => {
  const late = at("2026-11-21T09:00:00.000Z");
  expect(lookOf(order({ state: "scanned", code: null }), late)).toBe("scanned");
  expect(lookOf(order({ state: "paid", code: null }), late)).toBe("paid");
});

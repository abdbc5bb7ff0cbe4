import { expect, test } from "vitest";
import { TILL_STATES } from "#lib/orders/view.ts";
import { order } from "../testing/order.ts";
import { isPrimary, keysOf, walletAddress } from "./keys.ts";

test("keeps four places in every state, and at most one clear next step", () => {
  for (const look of [...TILL_STATES, "expiring"] as const) {
    const keys = keysOf(order({ state: look === "expiring" ? "waiting" : look }), look);
    expect(keys).toHaveLength(4);
    expect(keys.filter((key) => key !== null && isPrimary(key)).length).toBeLessThanOrEqual(1);
  }
});

test("offers no second cancel while one runs, also when it is shown as being checked", () => {
  expect(keysOf(order({ state: "cancelling", code: null }), "checking")).not.toContain("cancel");
  expect(keysOf(order({ state: "checking", code: null }), "checking")).toContain("cancel");
});

test("offers no cancel of a sale that has ended, while something about it is still being checked", () => {
  const ended = order({ state: "checking", isOver: true, code: null });
  expect(keysOf(ended, "checking")).toEqual(["details", "checkNow", "park", null]);
});

test("offers no bigger code where no screen can draw one", () => {
  const times = { startsAt: "", endsAt: "" };
  expect(keysOf(order({ code: { text: null, ownText: null, ...times } }), "waiting")).not.toContain("bigger");
  expect(keysOf(order({ code: { text: "x".repeat(3000), ownText: null, ...times } }), "waiting")).not.toContain(
    "bigger",
  );
  expect(keysOf(order({ code: { text: null, ownText: "https://till.example/pay/x", ...times } }), "waiting")).toContain(
    "bigger",
  );
});

test("links the practice wallet of practice orders only, and only web addresses", () => {
  const code = (text: string | null, ownText: string | null = null) => ({ text, ownText, startsAt: "", endsAt: "" });
  expect(walletAddress(order({ code: code("http://192.0.2.7:4100/w/1") }))).toBe("http://192.0.2.7:4100/w/1");
  expect(walletAddress(order({ code: code("javascript:alert(1)") }))).toBeNull();
  expect(walletAddress(order({ code: code("no address", "https://till.example/pay/x") }))).toBe(
    "https://till.example/pay/x",
  );
  expect(walletAddress(order({ code: code(null, "https://till.example/pay/x") }))).toBe("https://till.example/pay/x");
  expect(walletAddress(order({ code: code(null) }))).toBeNull();
  expect(walletAddress(order({ practice: false }))).toBeNull();
  expect(walletAddress(order({ code: null }))).toBeNull();
});

import { expect, test } from "vitest";
import { TILL_STATES } from "#lib/orders/view.ts";
import { order, refund } from "../testing/order.ts";
import { isPrimary, keysOf, menuOf, walletAddress } from "./keys.ts";

test("keeps four places in every state, and at most one clear next step", () => {
  for (const look of [...TILL_STATES, "expiring"] as const) {
    const keys = keysOf(order({ state: look === "expiring" ? "waiting" : look }), look, true);
    expect(keys).toHaveLength(4);
    expect(keys.filter((key) => key !== null && isPrimary(key)).length).toBeLessThanOrEqual(1);
  }
});

test("offers no second cancel while one runs, also when it is shown as being checked", () => {
  expect(keysOf(order({ state: "cancelling", code: null }), "checking", true)).not.toContain("cancel");
  expect(keysOf(order({ state: "checking", code: null }), "checking", true)).toContain("cancel");
});

test("offers no cancel of a sale that has ended, while something about it is still being checked", () => {
  const ended = order({ state: "checking", isOver: true, code: null });
  expect(keysOf(ended, "checking", true)).toEqual(["details", "checkNow", "park", null]);
});

const yuan = (minor: string) => ({ minor, currency: "CNY" });

test("R5 offers a refund to those who may give one, while something is left and none is on its way", () => {
  const paid = order({ state: "paid", code: null, refundable: yuan("12850") });
  expect(menuOf(paid, "paid", true)).toEqual(["refund", "lookUp", "details"]);
  expect(menuOf(paid, "paid", false)).toEqual(["lookUp", "details"]);
  const part = { ...paid, refundable: yuan("10000") };
  for (const state of ["sending", "checking", "queued"] as const)
    expect(keysOf({ ...part, refund: refund({ state }) }, "refund_checking", true)).not.toContain("refund");
  for (const state of ["refused", "done"] as const)
    expect(keysOf({ ...part, refund: refund({ state }) }, "partly_refunded", true)).toContain("refund");
  const whole = { ...paid, refundable: yuan("0"), refund: refund({ state: "done" }) };
  expect(keysOf(whole, "refunded", true)).not.toContain("refund");
});

test("E1 E4 offers a paid sale's receipt, on paper and as a code; after a refund they are still there", () => {
  const paid = order({ state: "paid", code: null, refundable: yuan("12850") });
  expect(keysOf(paid, "paid", true)).toEqual(["print", "receipt", "newSale", "stay"]);
  const part = { ...paid, refund: refund({ state: "done" }) };
  expect(keysOf(part, "partly_refunded", true)).toEqual(["details", "refund", "newSale", "print"]);
  expect(menuOf(part, "partly_refunded", true)).toContain("receipt");
});

test("offers to print a code that can be drawn, beside the practice wallet in the menu", () => {
  const real = order({ practice: false });
  expect(keysOf(real, "waiting", true)).toEqual(["cancel", "saysPaid", "bigger", "printCode"]);
  expect(keysOf({ ...real, canRefresh: true }, "expiring", true)).toEqual([
    "cancel",
    "saysPaid",
    "bigger",
    "freshCode",
  ]);
  expect(menuOf(order(), "waiting", true)).toContain("printCode");
  expect(menuOf(order({ code: null, state: "checking" }), "checking", true)).not.toContain("printCode");
});

test("P10 late money is accepted or given back, also after a refused refund", () => {
  const late = order({ state: "paid_late", code: null, refundable: yuan("12850") });
  expect(keysOf(late, "paid_late", true)).toEqual(["details", "refundNow", "accept", "back"]);
  expect(keysOf(late, "paid_late", false)).toEqual(["details", null, "accept", "back"]);
  const refused = { ...late, refund: refund({ state: "refused" }) };
  expect(keysOf(refused, "refund_failed", true)).toEqual(["details", "refundNow", "accept", "back"]);
});

test("offers no bigger code where no screen can draw one", () => {
  const times = { startsAt: "", endsAt: "" };
  expect(keysOf(order({ code: { text: null, ownText: null, ...times } }), "waiting", true)).not.toContain("bigger");
  expect(keysOf(order({ code: { text: "x".repeat(3000), ownText: null, ...times } }), "waiting", true)).not.toContain(
    "bigger",
  );
  expect(
    keysOf(order({ code: { text: null, ownText: "https://till.example/pay/x", ...times } }), "waiting", true),
  ).toContain("bigger");
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

test("L10 a code that ends soon can be replaced by a fresh one, in the fourth place, while the sale has codes left", () => {
  expect(keysOf(order({ canRefresh: true }), "expiring", true)).toEqual(["cancel", "saysPaid", "bigger", "freshCode"]);
  expect(keysOf(order({ canRefresh: true }), "waiting", true)).not.toContain("freshCode");
  expect(keysOf(order({ canRefresh: false }), "expiring", true)).not.toContain("freshCode");
  const refreshing = order({ state: "cancelling", refreshing: true, code: null });
  expect(keysOf(refreshing, "cancelling", true)).toEqual(["cancel", null, null, null]);
});

test("P13 a possible double is given back or settled, by those who may", () => {
  const double = order({ state: "paid", code: null, refundable: yuan("12850"), possibleDouble: true });
  expect(keysOf(double, "double", true)).toEqual(["details", "refund", "notDouble", "back"]);
  expect(keysOf(double, "double", false)).toEqual(["details", null, "notDouble", "back"]);
  const part = { ...double, refundable: yuan("100"), refund: refund({ state: "done" }) };
  expect(menuOf(part, "partly_refunded", true)).toEqual(["notDouble", "receipt", "lookUp"]);
});

test("P15 the menu of a card has what is not among its keys, and a look-up always", () => {
  expect(menuOf(order(), "waiting", true)).toEqual(["printCode", "lookUp", "details"]);
  expect(menuOf(order({ state: "checking", code: null }), "checking", true)).toEqual(["lookUp"]);
});

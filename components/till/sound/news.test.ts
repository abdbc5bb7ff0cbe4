import { expect, test } from "vitest";
import { type OrderView, TILL_STATES } from "#lib/orders/view.ts";
import { order } from "../testing/order.ts";
import { newsOf, type Seen } from "./news.ts";

const NOW = Date.parse("2026-11-21T06:03:00.000Z");

/** The tones of a row of views, each given to the tab in turn. */
function told(...views: OrderView[][]): string[] {
  let seen: Seen = null;
  return views.flatMap((orders) => {
    const heard = newsOf(seen, orders, NOW);
    seen = heard.seen;
    return heard.news.map(({ kind }) => kind);
  });
}
const path = (...states: OrderView["state"][]) =>
  told([], ...states.map((state) => [order({ state, since: "2026-11-21T06:02:59.000Z" })]));

test("L5 a payment sounds once, however often its news comes", () => {
  expect(path("waiting", "paid", "paid", "paid")).toEqual(["paid"]);
  expect(path("creating", "waiting", "scanned", "paid")).toEqual(["paid"]);
  expect(path("checking", "paid")).toEqual(["paid"]);
});

test("L6 what was decided before this tab looked is silent: reloads and old orders say nothing", () => {
  for (const state of TILL_STATES) expect(told([order({ state })], [order({ state })])).toEqual([]);
  for (const state of TILL_STATES) expect(path(state)).toEqual(state === "failed" ? ["trouble"] : []);
});

test("L5 nothing but the server's word paid sounds as paid", () => {
  for (const state of TILL_STATES) expect(path("waiting", state).includes("paid")).toBe(state === "paid");
});

test("L5 trouble is told for what fails, is not certain once a code was out, or is paid late", () => {
  expect(path("creating", "failed")).toEqual(["trouble"]);
  expect(path("waiting", "checking")).toEqual(["trouble"]);
  expect(path("creating", "checking")).toEqual([]);
  expect(path("waiting", "expired", "paid_late")).toEqual(["trouble"]);
  expect(path("waiting", "cancelling", "cancelled")).toEqual([]);
});

test("L5 P13 what may be paid twice is trouble, and silent once a person has decided", () => {
  const double = order({ state: "paid", possibleDouble: true });
  expect(told([], [order({ state: "waiting" })], [double], [order({ state: "paid" })])).toEqual(["trouble"]);
  expect(told([], [order({ state: "waiting" })], [order({ state: "paid" })], [double])).toEqual(["paid", "trouble"]);
});

test("L5 a code that is about to end clicks once", () => {
  const code = { text: "x", ownText: null, startsAt: "2026-11-21T06:00:00.000Z", endsAt: "2026-11-21T06:03:20.000Z" };
  const late = { ...code, endsAt: "2026-11-21T06:04:00.000Z" };
  expect(told([], [order({ code: late })], [order({ code })], [order({ code })])).toEqual(["expiring"]);
  expect(told([order({ code })], [order({ code })])).toEqual([]);
});

test("L5 money that is given back sounds neither as paid nor as trouble", () => {
  const refunding: OrderView["refund"] = {
    ...{ refunded: { minor: "0", currency: "CNY" }, state: "sending", amount: { minor: "1", currency: "CNY" } },
    ...{ since: "2026-11-21T06:02:59.000Z", runsAt: null, failure: null },
  };
  const paid = order({ state: "paid" });
  expect(told([paid], [{ ...paid, refund: refunding }], [paid])).toEqual([]);
  const late = order({ state: "paid_late" });
  expect(told([late], [{ ...late, refund: refunding }], [late])).toEqual([]);
});

import { describe, expect, it } from "vitest";
import { TILL_STATES } from "#lib/orders/view.ts";
import { displayView, type Facing, type FacingOrder } from "./to-view.ts";
import type { DisplayView } from "./view.ts";

const NOW = Date.parse("2026-11-21T06:03:00.000Z");
const before = (seconds: number) => new Date(NOW - seconds * 1_000).toISOString();
const CODE = "https://qr.alipay.com/bax00000000000000000";

const order = (more: Partial<FacingOrder> = {}): FacingOrder => ({
  id: "a",
  state: "waiting",
  refreshing: false,
  since: before(5),
  createdAt: before(6),
  amount: { minor: "12850", currency: "CNY" },
  generation: "openapi",
  code: { text: CODE, ownText: null, startsAt: before(5), endsAt: before(-175) },
  failure: null,
  refund: null,
  receiptToken: "f00d",
  ...more,
});
const shown = (orders: FacingOrder[], more: Partial<Facing> = {}, now = NOW): DisplayView =>
  displayView({ storeName: "Corner", lang: "en", origin: "https://shop.example", orders, picked: null, ...more }, now);
const pick = (orderId: string, seconds: number) => ({ picked: { orderId, at: new Date(NOW - seconds * 1_000) } });

describe("what leaves the server", () => {
  it("L10 P8 asks for a moment while the code is being replaced, and shows none", () => {
    const replaced = order({ state: "cancelling", refreshing: true, code: null });
    expect(shown([replaced])).toMatchObject({ state: "creating", code: null });
  });

  it.each([...TILL_STATES, null])("D5 in state %s is these eight fields and no other", (state) => {
    const full = {
      ...order(),
      ...{ cashierName: "Li Na", reference: "Table 4", buyer: "159****55", registerName: "Till 2", lines: ["1"] },
      ...{ tradeTail: "123456", check: { count: 1, at: null, answer: null } },
    };
    const view = shown(state === null ? [] : [{ ...full, state }]);
    const fields = ["amount", "code", "currency", "endsAt", "lang", "receiptUrl", "state", "storeName"];
    expect(Object.keys(view).sort()).toEqual(fields);
    expect(JSON.stringify(view)).not.toMatch(/Li Na|Table|159|Till|123456/);
    expect(view.state).toBe(state ?? "idle");
  });

  it("D5 is a code only while it can be paid, and a receipt only of what is paid", () => {
    for (const state of TILL_STATES) {
      const view = shown([order({ state })]);
      expect([state, view.code]).toEqual([state, state === "waiting" ? CODE : null]);
      expect([state, view.receiptUrl]).toEqual([state, state === "paid" ? "https://shop.example/r/f00d" : null]);
    }
    expect(shown([order()], {}, NOW + 175_000)).toMatchObject({ state: "waiting", code: null });
    expect(shown([order({ state: "paid" })], { origin: null }).receiptUrl).toBeNull();
  });

  it("D2 is the gateway's text byte for byte, and our short address where a phone could not draw it", () => {
    const endsAt = before(-60);
    const code = (text: string | null) => ({
      text,
      ownText: "https://shop.example/pay/1",
      startsAt: before(5),
      endsAt,
    });
    const drawn = (text: string | null) => shown([order({ generation: "intl", code: code(text) })]).code;
    expect(drawn(`https://pay.example/${"é".repeat(171)}`)).toMatch(/^https:\/\/pay\.example\/é/);
    expect(drawn(`https://pay.example/${"é".repeat(171)}a`)).toBe("https://shop.example/pay/1");
    expect(drawn(null)).toBe("https://shop.example/pay/1");
    const alone = `https://pay.example/${"a".repeat(900)}`;
    expect(shown([order({ code: { ...code(alone), ownText: null } })]).code).toBe(alone);
  });

  it("P19 says that a code leads to a page, not into the wallet", () => {
    expect(shown([order({ generation: "intl" })]).state).toBe("waiting_page");
    expect(shown([order({ generation: "mapi" })]).state).toBe("waiting");
  });
});

describe("which sale a display shows", () => {
  it("D4 the newest one, and nothing when there is none", () => {
    expect(
      shown([order({ amount: { minor: "1", currency: "JPY" } }), order({ id: "b", createdAt: before(99) })]),
    ).toMatchObject({ state: "waiting", amount: "1", currency: "JPY", storeName: "Corner", lang: "en" });
    expect(shown([])).toEqual({
      ...{ state: "idle", amount: null, currency: null, code: null, endsAt: null, receiptUrl: null },
      ...{ storeName: "Corner", lang: "en" },
    });
  });

  it("D9 the one that the cashier picked, until a newer sale begins", () => {
    const older = order({ id: "b", state: "scanned", createdAt: before(60) });
    expect(shown([order(), older], pick("b", 1)).state).toBe("scanned");
    expect(shown([order(), older], pick("b", 30)).state).toBe("waiting");
    expect(shown([order(), older], pick("gone", 1)).state).toBe("waiting");
  });

  it("D4 keeps paid for 30 seconds and other ends for 20, then shows nothing", () => {
    const after = (state: FacingOrder["state"], seconds: number) =>
      shown([order({ state, since: before(seconds), code: null })]).state;
    expect([after("paid", 29.9), after("paid", 30)]).toEqual(["paid", "idle"]);
    for (const state of ["paid_late", "expired", "cancelled", "cancelled_refunded", "failed"] as const) {
      expect([after(state, 19.9), after(state, 20)]).toEqual([state, "idle"]);
    }
    expect(shown([order({ state: "paid", since: before(10) })]).endsAt).toBe(before(-20));
  });

  it("D4 the next sale ends what was shown before", () => {
    const paid = order({ id: "b", state: "paid", since: before(2), createdAt: before(30) });
    expect(shown([order({ state: "creating", code: null }), paid]).state).toBe("creating");
  });

  it("D2 goes back to a sale that can still be paid once the newer one has had its time", () => {
    const [newer, older] = [order({ state: "paid", since: before(40) }), order({ id: "b", createdAt: before(60) })];
    expect(shown([newer, older])).toMatchObject({ state: "waiting", code: CODE });
    expect(shown([newer, { ...older, state: "checking", since: before(60) }]).state).toBe("idle");
  });

  it("does not speak for hours of a payment that nobody can decide", () => {
    expect(shown([order({ state: "checking", since: before(599) })]).state).toBe("checking");
    expect(shown([order({ state: "checking", since: before(600) })]).state).toBe("idle");
  });

  it("tells apart a payment that failed and an order that was refused, and says what went back", () => {
    const failed = (reason: "declined" | "system_busy") =>
      shown([order({ state: "failed", failure: { reason, code: null } as FacingOrder["failure"] })]).state;
    expect([failed("declined"), failed("system_busy")]).toEqual(["declined", "failed"]);
    const money = { minor: "2850", currency: "CNY" };
    const refund = {
      refunded: money,
      state: "done",
      amount: money,
      since: before(3),
      runsAt: null,
      failure: null,
    } as const;
    const sold = order({ state: "paid", since: before(3_600), refund });
    expect(shown([sold])).toMatchObject({ state: "refunded", amount: "2850", receiptUrl: null });
    expect(shown([{ ...sold, refund: { ...refund, since: before(20) } }]).state).toBe("idle");
  });
});

import { describe, expect, it } from "vitest";
import { DISPLAY_STATES, type DisplayState, type DisplayView } from "#lib/displays/view.ts";
import { codeAt, lookAt } from "./look.ts";

const NOW = Date.parse("2026-11-21T06:03:00.000Z");
const view = (state: DisplayState, secondsLeft: number | null = 60, code: string | null = "code"): DisplayView => ({
  ...{ state, amount: "1", currency: "CNY", storeName: "Corner", code, receiptUrl: null, lang: "en" },
  endsAt: secondsLeft === null ? null : new Date(NOW + secondsLeft * 1_000).toISOString(),
});

describe("D6 the code", () => {
  it("is drawn in no other look than waiting and expiring", () => {
    const drawn = DISPLAY_STATES.filter((state) => codeAt(view(state), lookAt(view(state), NOW, false)) !== null);
    expect(drawn).toEqual(["waiting", "waiting_page"]);
  });

  it("is gone once the server was not heard for too long", () => {
    for (const state of DISPLAY_STATES) expect(codeAt(view(state), lookAt(view(state), NOW, true))).toBeNull();
  });

  it("is gone at its end by the server's clock, also while nobody has said so", () => {
    const at = (seconds: number) => lookAt(view("waiting", seconds), NOW, false);
    expect([at(30), at(29.999), at(0.001), at(0)]).toEqual(["waiting", "expiring", "expiring", "expired"]);
    expect(codeAt(view("waiting", 0), at(0))).toBeNull();
  });
});

describe("what a customer sees", () => {
  it("I16 a payment that may have ended meanwhile is not spoken of while the server is not heard; what has ended stays true", () => {
    const looks = (state: DisplayState) => lookAt(view(state), NOW, true);
    for (const state of ["creating", "waiting", "waiting_page", "scanned", "cancelling", "checking"] as const) {
      expect([state, looks(state)]).toEqual([state, "offline"]);
    }
    for (const state of ["idle", "paid", "cancelled", "failed"] as const) expect(looks(state)).toBe(state);
  });

  it("D4 an end gives way to the idle picture in time, without a word of the server", () => {
    expect([lookAt(view("paid", 1), NOW, true), lookAt(view("paid", 0), NOW, true)]).toEqual(["paid", "idle"]);
    expect(lookAt(null, NOW, true)).toBe("idle");
  });

  it("P19 is sent to the cashier when the payment has no code that can be drawn", () => {
    expect(lookAt(view("waiting_page", 60, null), NOW, false)).toBe("unscannable");
    expect(lookAt(view("waiting_page"), NOW, false)).toBe("waiting");
  });
});

import { describe, expect, it } from "vitest";
import type { EventRow, NoticeRow } from "./sql/read-detail.ts";
import { tellHistory } from "./tell-history.ts";

const SALE = { amount: 12_850n, currency: "CNY" };
const second = (count: number) => new Date(Date.UTC(2026, 10, 21, 5, 43, count));

const event = (at: number, kind: string, change: Partial<EventRow> = {}): EventRow => ({
  ...{ id: String(at), kind, actor: "system", name: null, approvedBy: null, data: {}, at: second(at), ...change },
});
const notice = (at: number, change: Partial<NoticeRow> = {}): NoticeRow => ({
  ...{ id: `0-${at}`, effect: "applied", verdicts: { signature: true, money: true }, deliveries: 1 },
  ...{ body: Buffer.from("trade_no=20&buyer_logon_id=li.na@example.com&sign=c2VjcmV0"), at: second(at), ...change },
});
const asked = (at: number, change: Partial<EventRow> = {}) =>
  event(at, "queried", { data: { answer: "pending" }, ...change });

/** As they are read: newest first. */
const tell = (events: EventRow[], notices: NoticeRow[] = []) => tellHistory(events.toReversed(), notices, SALE);

describe("the event line of an order", () => {
  it("M4 tells newest first, with the time to the millisecond and who brought it", () => {
    const told = tell([
      event(1, "created", { actor: "cashier:x", name: "Li Na", data: { reference: "T12" } }),
      event(2, "code_answered", { actor: "gateway", data: { answer: "code", from: "creating", to: "waiting" } }),
      event(3, "end_wanted", { data: { why: "expiry" } }),
    ]);
    expect(told.map(({ kind, by, to }) => [kind, by, to])).toEqual([
      ["end_wanted", { kind: "system" }, null],
      ["code_answered", { kind: "gateway" }, "waiting"],
      ["created", { kind: "person", name: "Li Na" }, null],
    ]);
    expect(told[2]).toMatchObject({
      at: "2026-11-21T05:43:01.000Z",
      amount: { minor: "12850", currency: "CNY" },
      facts: [["reference", "T12"]],
    });
  });

  it("M4 folds questions of the shop that bring the same, and keeps the time of each", () => {
    const told = tell([asked(1), asked(2), asked(3), event(4, "code_asked"), asked(5)]);
    expect(told.map(({ kind, repeats }) => [kind, repeats.length])).toEqual([
      ["queried", 0],
      ["code_asked", 0],
      ["queried", 2],
    ]);
    expect(told[2]).toMatchObject({
      at: second(3).toISOString(),
      repeats: [second(2).toISOString(), second(1).toISOString()],
    });
  });

  it("M4 never folds a question of a person, another answer, or one that turned something", () => {
    const told = tell([
      asked(1),
      asked(2, { actor: "cashier:x", name: "Li Na" }),
      asked(3, { data: { answer: "waiting" } }),
      asked(4, { data: { answer: "waiting", from: "waiting", to: "scanned" } }),
      asked(5, { data: { answer: "waiting" } }),
    ]);
    expect(told.every(({ repeats }) => repeats.length === 0)).toBe(true);
    expect(told).toHaveLength(5);
  });

  it("M4 tells a notification with what it turned, with the verdict of each check, and others beside it", () => {
    const told = tell(
      [event(10, "noticed", { actor: "gateway", data: { answer: "paid", to: "paid" } })],
      [notice(30, { effect: "nothing_new", deliveries: 3 }), notice(10)],
    );
    expect(told.map(({ kind, id }) => [kind, id])).toEqual([
      ["notice", "n0-30"],
      ["noticed", "e10"],
    ]);
    expect(told[0]?.notice).toMatchObject({ effect: "nothing_new", deliveries: 3 });
    expect(told[1]?.notice?.checks).toEqual([
      { name: "signature", passed: true },
      { name: "money", passed: true },
    ]);
  });

  it("M4 shows no notification twice, and none is lost, when several made turns", () => {
    const told = tell(
      [event(10, "noticed"), event(20, "noticed")],
      [notice(20, { id: "b" }), notice(15, { id: "c" }), notice(10, { id: "a" })],
    );
    expect(told.map(({ id, notice }) => [id, notice !== null])).toEqual([
      ["e20", true],
      ["nc", true],
      ["e10", true],
    ]);
  });

  it("M4 S27 shows what a notification says without its signature and without the customer's account", () => {
    const [told] = tell([], [notice(1)]);
    expect(told?.facts).toContainEqual(["trade_no", "20"]);
    expect(JSON.stringify(told)).not.toMatch(/c2VjcmV0|li\.na@example/);
  });

  it("M4 names the money of a refund and who approved it, but no id of a person", () => {
    const data = { refund: "0a", amount: "2850", currency: "CNY", reason: "Returned", approvedBy: "01a2" };
    const [told] = tell([event(1, "refund_wanted", { name: "Li Na", approvedBy: "Wang Min", data })]);
    expect(told).toMatchObject({
      amount: { minor: "2850", currency: "CNY" },
      reason: "Returned",
      approvedBy: "Wang Min",
    });
    expect(JSON.stringify(told?.facts)).not.toContain("01a2");
    const [cancelled] = tell([event(2, "cancel_answered", { data: { ...data, answer: "refunded" } })]);
    expect(cancelled?.kind).toBe("refund_cancelled");
  });
});

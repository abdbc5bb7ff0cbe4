import { describe, expect, it } from "vitest";
import { testConfig } from "#lib/alipay/intl/testing/account.ts";
import { type LaidOut, noAnswer } from "../testing/laid-out-sender.ts";
import { answered, gatewayWith, NUMBER, refusal } from "./testing/laid-out-gateway.ts";

describe("asking what became of it", () => {
  const known = (more: Record<string, unknown> = {}) =>
    answered("payQuery", {
      merchantTransId: NUMBER,
      acquirementId: "2026030120071015472013527471",
      orderAmount: { currency: "USD", value: "239" },
      ...more,
    });
  const query = (reply: LaidOut, statusMember: string | null = "acquirementStatus") =>
    gatewayWith([reply], { account: { config: testConfig({ statusMember }) } }).gateway.query(NUMBER, "USD");

  it.each([
    ["A", "acquirementStatus"],
    ["B", "payStatus"],
  ])("is paid by the status member %s alone, when the account names it", async (_, member) => {
    expect(await query(known({ [member]: "SUCCESS" }), member)).toEqual({
      kind: "trade",
      trade: {
        state: "paid",
        tradeNumber: "2026030120071015472013527471",
        amount: { minor: 239n, currency: "USD" },
        buyer: null,
        wasPaid: false,
      },
    });
    expect(await query(known({ otherStatus: "SUCCESS" }), member)).toMatchObject({ trade: { state: "undecided" } });
  });

  it("is never paid while no status member is configured, whatever the answer says", async () => {
    const everything = { acquirementStatus: "SUCCESS", payStatus: "SUCCESS", tradeStatus: "TRADE_SUCCESS" };
    expect(await query(known(everything), null)).toMatchObject({ kind: "trade", trade: { state: "undecided" } });
  });

  it.each([
    ["SUCCESS", "paid"],
    ["CLOSED", "closed"],
    ["PAYING", "pending"],
    ["INIT", "pending"],
    ["success", "pending"],
    ["SUCCESS ", "pending"],
    ["", "undecided"],
    [null, "undecided"],
    [1, "undecided"],
    [["SUCCESS"], "undecided"],
    [undefined, "undecided"],
  ])("a status of %j means %s", async (acquirementStatus, state) => {
    expect(await query(known({ acquirementStatus }))).toMatchObject({ kind: "trade", trade: { state } });
  });

  it("B16 keeps another amount and another currency apart", async () => {
    const other = { orderAmount: { currency: "HKD", value: "238" }, acquirementStatus: "SUCCESS" };
    expect(await query(known(other))).toMatchObject({ trade: { amount: { minor: 238n, currency: "HKD" } } });
  });

  it.each([
    ["no number of Alipay's", known({ acquirementId: undefined })],
    ["no amount", known({ orderAmount: undefined })],
    ["an amount in decimals", known({ orderAmount: { currency: "USD", value: "2.39" } })],
    ["two amounts", known({ order: { orderAmount: { currency: "USD", value: "1" } } })],
    ["another order", known({ merchantTransId: "T2" })],
    ["F with another code", refusal("payQuery", "PROCESS_FAIL")],
    ["U", refusal("payQuery", "UNKNOWN_EXCEPTION", "U")],
    ["no answer", noAnswer("timeout", true)],
  ])("P3 is unclear with %s", async (_, reply) => {
    expect(await query(reply)).toMatchObject({ kind: "unclear" });
  });

  it("P3 takes 'no such order' for waiting (clarification 11)", async () => {
    expect(await query(refusal("payQuery", "ORDER_NOT_EXIST"))).toEqual({ kind: "no_trade" });
  });
});

it("F34 says when too many calls were made, whatever was asked and with whatever status", async () => {
  const slower = { kind: "unclear", why: "rate_limited" };
  for (const status of ["F", "U"]) {
    const limited = (operation: Parameters<typeof refusal>[0]) =>
      gatewayWith([refusal(operation, "REQUEST_TRAFFIC_EXCEED_LIMIT", status)]).gateway;
    expect(await limited("payQuery").query(NUMBER, "USD")).toEqual(slower);
    expect(await limited("payCancel").cancel(NUMBER)).toEqual(slower);
  }
});

describe("cancelling", () => {
  const cancel = (reply: LaidOut) => gatewayWith([reply]).gateway.cancel(NUMBER);

  it("S voids for good (clarification 10)", async () => {
    expect(await cancel(answered("payCancel"))).toEqual({ kind: "void" });
  });

  it("tells nothing there, refused and unclear apart", async () => {
    expect(await cancel(refusal("payCancel", "ORDER_NOT_EXIST"))).toEqual({ kind: "no_trade" });
    expect(await cancel(refusal("payCancel", "PROCESS_FAIL"))).toEqual({ kind: "refused", code: "PROCESS_FAIL" });
    expect(await cancel(refusal("payCancel", "UNKNOWN_EXCEPTION", "U"))).toMatchObject({ kind: "unclear" });
    expect(await cancel(refusal("payCancel", "NEVER_HEARD_OF"))).toMatchObject({ kind: "unclear" });
    expect(await cancel(noAnswer("timeout", true))).toMatchObject({ kind: "unclear" });
    expect(await cancel(answered("payQuery"))).toMatchObject({ kind: "unclear" });
  });
});

import type { CancelOutcome, QueryOutcome } from "#lib/payments/gateway.ts";
import { nextCall } from "../next-call.ts";
import { isReplaced, type PaymentState } from "../status.ts";
import { type News, transition } from "../transition.ts";
import { at, newSale, trade } from "./payment-state.ts";

/** What people and time do to a sale; `which` chooses among its codes. */
export type Doing =
  | { kind: "wait"; seconds: number }
  | { kind: "scan" | "pay"; which: number }
  | { kind: "fresh" | "cancel" | "work" };

/** One code: what the sale knows of it, and what Alipay does. */
type Code = {
  ours: PaymentState;
  alipay: { exists: boolean; trade: "none" | "waiting" | "paid" | "closed"; wasPaid: boolean; ends: number };
};

const LIFE = 180;
const SILENT_UNTIL = 3 * 3600;
const TWO_DAYS = 48 * 3600;

/**
 * A sale, its codes, and a gateway of which `isSilent` tells, call by call, whether its answer is lost, for three hours. Two days
 * later all that can be known is known.
 */
export function playCodes(doings: readonly Doing[], isSilent: () => boolean): Code[] {
  let now = 0;
  const codes: Code[] = [];
  const add = (ours: Partial<PaymentState>) => {
    const begun = { statusSince: at(now), codeEndsAt: at(now + LIFE), nextCheckAt: at(now), createCalls: 0, ...ours };
    codes.push({
      ours: newSale(begun),
      alipay: { exists: false, trade: "none", wasPaid: false, ends: 0 },
    });
  };
  const hear = (code: Code, news: News): void => {
    const before = code.ours;
    code.ours = transition(before, news, at(now));
    const { orderStatus, anomaly, resolvedAt, paidAt } = code.ours;
    for (const one of codes) one.ours = { ...one.ours, orderStatus, anomaly, resolvedAt, paidAt };
    if (isReplaced(code.ours) && !isReplaced(before)) add({ orderStatus, anomaly, resolvedAt, paidAt });
  };
  const isLost = () => now < SILENT_UNTIL && isSilent();
  const query = ({ alipay }: Code): QueryOutcome => {
    if (alipay.trade === "waiting" && now >= alipay.ends) alipay.trade = "closed";
    if (isLost()) return { kind: "unclear", why: "timeout" };
    const tradeNumber = String(codes.findIndex((code) => code.alipay === alipay));
    return alipay.trade === "none"
      ? { kind: "no_trade" }
      : { kind: "trade", trade: trade(alipay.trade, { tradeNumber, wasPaid: alipay.wasPaid }) };
  };
  const cancel = ({ alipay }: Code): CancelOutcome => {
    if (alipay.trade === "paid") alipay.wasPaid = true;
    if (alipay.trade !== "none") alipay.trade = "closed";
    if (isLost()) return { kind: "unclear", why: "timeout" };
    if (alipay.trade === "none") return { kind: "no_trade" };
    return { kind: alipay.wasPaid ? "refunded" : "closed" };
  };
  const requestCode = (code: Code): void => {
    hear(code, { kind: "code_asked", codeEndsAt: at(now + LIFE) });
    if (!code.alipay.exists) code.alipay = { ...code.alipay, exists: true, ends: now + LIFE };
    const outcome = isLost()
      ? ({ kind: "unclear", why: "timeout", claim: null } as const)
      : ({ kind: "code", text: "https://qr.alipay.com/bax1" } as const);
    hear(code, { kind: "code_answered", outcome });
  };
  const isDue = ({ ours }: Code) => ours.nextCheckAt !== null && ours.nextCheckAt <= at(now);
  const work = (code: Code): void => {
    const call = nextCall(code.ours, at(now));
    if (call.kind === "end") hear(code, { kind: "end_wanted", why: call.why });
    if (call.kind === "request_code") requestCode(code);
    if (call.kind === "query") hear(code, { kind: "queried", outcome: query(code) });
    if (call.kind === "cancel") {
      hear(code, { kind: "cancel_sent" });
      hear(code, { kind: "cancel_answered", outcome: cancel(code) });
    }
  };
  const workAll = () => {
    for (const code of codes) for (let calls = 0; isDue(code) && calls < 6; calls++) work(code);
  };
  const act = (doing: Doing): void => {
    const code = codes["which" in doing ? doing.which % codes.length : codes.length - 1];
    if (!code) return;
    const { alipay } = code;
    if (doing.kind === "wait") now += doing.seconds;
    if (doing.kind === "work") workAll();
    if (doing.kind === "fresh") hear(code, { kind: "end_wanted", why: "fresh_code" });
    if (doing.kind === "cancel") hear(code, { kind: "end_wanted", why: "cashier" });
    if (doing.kind === "scan" && code.ours.codeText !== null && alipay.trade === "none" && now < alipay.ends)
      alipay.trade = "waiting";
    if (doing.kind === "pay" && alipay.trade === "waiting" && now < alipay.ends) {
      alipay.trade = "paid";
    }
  };

  add({});
  for (const doing of doings) act(doing);
  for (let turns = 0; turns < 2000 && now < TWO_DAYS && codes.some(({ ours }) => ours.nextCheckAt !== null); turns++) {
    const next = Math.min(...codes.flatMap(({ ours }) => ours.nextCheckAt?.getTime() ?? []));
    now = Math.max(now, (next - at(0).getTime()) / 1000);
    workAll();
  }
  return codes;
}

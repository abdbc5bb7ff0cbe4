import type {
  CancelOutcome,
  CodeOutcome,
  FindOutcome,
  Gateway,
  Generation,
  Notice,
  QueryOutcome,
  RefundOutcome,
  RefundQueryOutcome,
  RefundRequest,
  TradeNews,
} from "#lib/payments/gateway.ts";
import { TRAITS } from "#lib/payments/traits.ts";
import { trade } from "../states/testing/payment-state.ts";

export type Call = {
  kind: "code" | "query" | "find" | "cancel" | "refund" | "refund_query";
  merchantNumber: string;
  refundNumber?: string;
};

/** A gateway whose answers a test lays out beforehand; the last one of a kind is given again and again. */
export type ScriptedGateway = Gateway & {
  calls: Call[];
  codes: (CodeOutcome | Promise<CodeOutcome>)[];
  queries: (QueryOutcome | Promise<QueryOutcome>)[];
  finds: (FindOutcome | Promise<FindOutcome>)[];
  cancels: (CancelOutcome | Promise<CancelOutcome>)[];
  refunds: (RefundOutcome | Promise<RefundOutcome>)[];
  refundQueries: (RefundQueryOutcome | Promise<RefundQueryOutcome>)[];
  /** What the next notice says, whatever its body is. */
  notice: Notice;
};

export const CODE_TEXT = "https://qr.alipay.com/bax00000000000000001";

export function scriptedGateway(generation: Generation): ScriptedGateway {
  const next = <T>(answers: T[], fallback: T): T => (answers.length > 1 ? answers.shift() : answers[0]) ?? fallback;
  const gateway: ScriptedGateway = {
    generation,
    calls: [],
    codes: [],
    queries: [],
    finds: [],
    cancels: [],
    refunds: [],
    refundQueries: [],
    origins: [],
    notice: { kind: "refused", why: "none", verdicts: {} },
    reply: async (_body, answer) => ({
      status: 200,
      contentType: "text/plain",
      body: answer === "taken" ? "success" : "failure",
    }),
    async requestCode({ merchantNumber }) {
      gateway.calls.push({ kind: "code", merchantNumber });
      return next(gateway.codes, { kind: "code", text: CODE_TEXT });
    },
    async query(merchantNumber) {
      gateway.calls.push({ kind: "query", merchantNumber });
      return next(gateway.queries, { kind: "no_trade" });
    },
    async find({ by, number }) {
      gateway.calls.push({ kind: "find", merchantNumber: `${by} ${number}` });
      return next(gateway.finds, { kind: "no_trade" });
    },
    async cancel(merchantNumber) {
      gateway.calls.push({ kind: "cancel", merchantNumber });
      return next(gateway.cancels, { kind: "no_trade" });
    },
    async refund({ merchantNumber, refundNumber }) {
      gateway.calls.push({ kind: "refund", merchantNumber, refundNumber });
      return next(gateway.refunds, { kind: "done" });
    },
    ...(TRAITS[generation].tellsRefund ? { queryRefund } : {}),
    readNotice: () => gateway.notice,
  };

  async function queryRefund({ merchantNumber, refundNumber }: RefundRequest): Promise<RefundQueryOutcome> {
    gateway.calls.push({ kind: "refund_query", merchantNumber, refundNumber });
    return next(gateway.refundQueries, { kind: "not_done" });
  }

  return gateway;
}

export const found = (state: TradeNews["state"], change: Partial<TradeNews> = {}): QueryOutcome => ({
  kind: "trade",
  trade: trade(state, change),
});

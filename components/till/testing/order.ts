import type { OrderView, RefundView, RegisterFacts } from "#lib/orders/view.ts";

/** An order as the server would tell it; every field can be said otherwise. */
export const order = (more: Partial<OrderView> = {}): OrderView => ({
  id: "order-1",
  revision: 1,
  state: "waiting",
  isOver: false,
  codes: 1,
  canRefresh: false,
  refreshing: false,
  since: "2026-11-21T06:02:11.000Z",
  amount: { minor: "12850", currency: "CNY" },
  lines: [],
  reference: null,
  registerName: "Till 2",
  cashierName: "Li Na",
  createdAt: "2026-11-21T06:02:10.000Z",
  generation: "openapi",
  code: {
    text: "https://qr.alipay.com/bax00000000000000000",
    ownText: null,
    startsAt: "2026-11-21T06:02:11.000Z",
    endsAt: "2026-11-21T06:05:11.000Z",
  },
  buyer: null,
  paidAt: null,
  tradeTail: null,
  refundable: null,
  refundCancels: false,
  refund: null,
  check: { count: 0, at: null, answer: null },
  failure: null,
  possibleDouble: false,
  receiptToken: null,
  practice: true,
  ...more,
});

/** A refund of 28.50 of that order. */
export const refund = (more: Partial<RefundView> = {}): RefundView => ({
  refunded: { minor: "0", currency: "CNY" },
  state: "sending",
  amount: { minor: "2850", currency: "CNY" },
  since: "2026-11-21T06:10:00.000Z",
  runsAt: null,
  failure: null,
  ...more,
});

/** What a till knows of its register. */
export const facts = (more: Partial<RegisterFacts> = {}): RegisterFacts => ({
  shift: null,
  requireShift: false,
  health: null,
  ...more,
});

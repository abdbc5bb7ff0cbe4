import type { IconName } from "#components/ui/icon-paths.ts";
import type { OrderRow, OrderView, TillState } from "#lib/orders/view.ts";

/** What has become of the money of a paid order, once somebody gave some of it back. */
const REFUND_LOOKS = [
  "refunding",
  "refund_checking",
  "refund_queued",
  "refund_failed",
  "partly_refunded",
  "refunded",
] as const;
export type RefundLook = (typeof REFUND_LOOKS)[number];

export const isRefundLook = (look: Look): look is RefundLook => REFUND_LOOKS.some((one) => one === look);

/** What a person sees: the states of an order, "expiring", which only the clock knows, what may be paid twice, and refunds. */
export type Look = TillState | "expiring" | "double" | RefundLook;

export type Tone = "accent" | "paid" | "warn" | "fail" | "unknown" | "rest";

const EXPIRING_MS = 30_000;
const CANCEL_MS = 10_000;
/** As long as a refund takes on a normal day; after that it is being checked. */
const REFUND_MS = 5_000;

/** The look of an order at an instant of the server's clock, in milliseconds. */
export function lookOf(
  order: Pick<OrderView, "state" | "since" | "code" | "refund" | "refundable" | "possibleDouble">,
  now: number,
): Look {
  if (order.state === "waiting" && order.code !== null && Date.parse(order.code.endsAt) - now < EXPIRING_MS) {
    return "expiring";
  }
  if (order.state === "cancelling" && now - Date.parse(order.since) > CANCEL_MS) return "checking";
  if (order.state !== "paid" && order.state !== "paid_late") return order.state;
  return refundLook(order, now) ?? (order.state === "paid" && order.possibleDouble ? "double" : order.state);
}

/** Null where the sale itself says more: nothing was given back, or some of late money that still waits for a decision. */
function refundLook(
  { state, refund, refundable }: Pick<OrderView, "state" | "refund" | "refundable">,
  now: number,
): RefundLook | null {
  switch (refund?.state) {
    case undefined:
      return null;
    case "sending":
    case "checking":
      return now - Date.parse(refund.since) > REFUND_MS ? "refund_checking" : "refunding";
    case "queued":
      return "refund_queued";
    case "refused":
      return "refund_failed";
    case "done":
      if (state === "paid_late") return null;
      return refundable?.minor === "0" ? "refunded" : "partly_refunded";
  }
}

/** The look of a line in the list of orders, which knows only what provably went back. */
export function lookOfRow({ state, amount, refunded }: Pick<OrderRow, "state" | "amount" | "refunded">): Look {
  if (state !== "paid" || refunded === null) return state;
  return refunded.minor === amount.minor ? "refunded" : "partly_refunded";
}

/** `alarm`: spoken at once, for what needs a person. */
const SHAPES = {
  creating: { tone: "accent", icon: "qr", alarm: false },
  waiting: { tone: "accent", icon: "scan", alarm: false },
  expiring: { tone: "warn", icon: "clock", alarm: false },
  scanned: { tone: "accent", icon: "phone", alarm: false },
  cancelling: { tone: "unknown", icon: "refresh", alarm: false },
  checking: { tone: "unknown", icon: "looking", alarm: true },
  paid: { tone: "paid", icon: "paid", alarm: false },
  paid_late: { tone: "warn", icon: "latepaid", alarm: true },
  double: { tone: "warn", icon: "double", alarm: true },
  expired: { tone: "rest", icon: "clock", alarm: false },
  cancelled: { tone: "rest", icon: "crossed", alarm: false },
  cancelled_refunded: { tone: "rest", icon: "undo", alarm: false },
  failed: { tone: "fail", icon: "octagon", alarm: true },
  refunding: { tone: "unknown", icon: "refresh", alarm: false },
  refund_checking: { tone: "unknown", icon: "looking", alarm: false },
  refund_queued: { tone: "accent", icon: "clock", alarm: false },
  refund_failed: { tone: "fail", icon: "octagon", alarm: true },
  partly_refunded: { tone: "rest", icon: "undo", alarm: false },
  refunded: { tone: "rest", icon: "undo", alarm: false },
} as const satisfies Record<Look, { tone: Tone; icon: IconName; alarm: boolean }>;

/** Colour and icon of a look; the third sign is its word. */
export const shapeOf = (look: Look): { tone: Tone; icon: IconName; alarm: boolean } => SHAPES[look];

const TONES: Record<Tone, string> = {
  accent: "tone-accent",
  paid: "tone-paid",
  warn: "tone-warn",
  fail: "tone-fail",
  unknown: "tone-unknown",
  rest: "tone-rest",
};

/** The class that gives a tone's colours to what stands inside. */
export const classOfTone = (tone: Tone): string => TONES[tone];
export const toneClass = (look: Look): string => classOfTone(SHAPES[look].tone);

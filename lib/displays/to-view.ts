import type { OrderView } from "#lib/orders/view.ts";
import { TRAITS } from "#lib/payments/traits.ts";
import type { DisplayState, DisplayView } from "./view.ts";

/** What a display may know of an order. */
export type FacingOrder = Pick<
  OrderView,
  | "id"
  | "state"
  | "refreshing"
  | "since"
  | "createdAt"
  | "amount"
  | "generation"
  | "code"
  | "failure"
  | "refund"
  | "receiptToken"
>;

/** A register as it faces its customers. */
export type Facing = {
  storeName: string;
  lang: DisplayView["lang"];
  /** Under which a customer's phone reaches the shop; null when none can. */
  origin: string | null;
  /** Newest first. */
  orders: readonly FacingOrder[];
  /** The order that the cashier chose to show, and when. */
  picked: { orderId: string; at: Date } | null;
};

const PAID_MS = 30_000;
const ENDED_MS = 20_000;
/** A payment that nobody can decide may stay so for a day: the display does not wait that long. */
const CHECKING_MS = 10 * 60_000;
/** Bytes that a phone 390 px wide draws with modules of 4 px: version 14 at level M (ISO/IEC 18004, table 7). */
const MOST_BYTES = 362;

/** What a display shows at an instant: what the cashier picked, else the newest sale, else one that can still be paid; then idle. */
export function displayView(facing: Facing, now: number): DisplayView {
  const [newest] = facing.orders;
  const chosen = facing.orders.find(({ id }) => id === facing.picked?.orderId);
  // A sale that was begun after the choice takes its place.
  const isChoiceFresh = facing.picked !== null && facing.picked.at.getTime() >= Date.parse(newest?.createdAt ?? "");
  const candidates = [isChoiceFresh ? chosen : undefined, newest, ...facing.orders.filter(isPayable)];
  for (const order of candidates) {
    const picture = order && pictureOf(order, facing.origin, now);
    if (picture) return { ...picture, storeName: facing.storeName, lang: facing.lang };
  }
  const nothing = { amount: null, currency: null, code: null, endsAt: null, receiptUrl: null };
  return { state: "idle", ...nothing, storeName: facing.storeName, lang: facing.lang };
}

const isPayable = ({ state, refreshing }: FacingOrder): boolean =>
  refreshing || state === "creating" || state === "waiting" || state === "scanned";

type Picture = Omit<DisplayView, "storeName" | "lang">;

/** Null once an order has had its time on the display. */
function pictureOf(order: FacingOrder, origin: string | null, now: number): Picture | null {
  const { minor: amount, currency } = order.amount;
  const plain = { amount, currency, code: null, endsAt: null, receiptUrl: null };
  const until = (since: string, ms: number, picture: Pick<Picture, "state"> & Partial<Picture>): Picture | null => {
    const endsAt = Date.parse(since) + ms;
    return now < endsAt ? { ...plain, ...picture, endsAt: new Date(endsAt).toISOString() } : null;
  };
  switch (order.state) {
    case "creating":
    case "scanned":
      return { ...plain, state: order.state };
    case "cancelling":
      // The customer waits for the next code of the same sale.
      return { ...plain, state: order.refreshing ? "creating" : order.state };
    case "waiting": {
      const state = TRAITS[order.generation].code === "page" ? "waiting_page" : "waiting";
      const { code } = order;
      const isOver = code !== null && now >= Date.parse(code.endsAt);
      return { ...plain, state, code: isOver ? null : textOf(code), endsAt: code?.endsAt ?? null };
    }
    case "checking":
      return until(order.since, CHECKING_MS, { state: "checking" });
    case "paid": {
      if (order.refund?.state === "done") {
        return until(order.refund.since, ENDED_MS, { state: "refunded", amount: order.refund.amount.minor });
      }
      const receiptUrl = origin === null || order.receiptToken === null ? null : `${origin}/r/${order.receiptToken}`;
      return until(order.since, PAID_MS, { state: "paid", receiptUrl });
    }
    default: {
      const state: DisplayState =
        order.state === "failed" && order.failure?.reason === "declined" ? "declined" : order.state;
      return until(order.since, ENDED_MS, { state });
    }
  }
}

/** The gateway's own text; our address of it where the former needs more room than any phone has. */
function textOf(code: OrderView["code"]): string | null {
  if (code === null) return null;
  const { text, ownText } = code;
  const fits = text !== null && new TextEncoder().encode(text).length <= MOST_BYTES;
  return fits ? text : (ownText ?? text);
}

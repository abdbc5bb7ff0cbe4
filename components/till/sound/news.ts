import { type Look, lookOf } from "#components/orders/look.ts";
import type { OrderView } from "#lib/orders/view.ts";
import type { ToneKind } from "./tones.ts";

/** A turn of an order that is told aloud. */
export type News = { kind: ToneKind; look: Look; order: OrderView };

/** How this tab last saw each order; null before the first word from the server. */
export type Seen = ReadonlyMap<string, Look> | null;

const WITH_CODE: readonly Look[] = ["waiting", "expiring", "scanned", "cancelling"];
const OPEN: readonly Look[] = ["creating", "checking", ...WITH_CODE];
const UNPAID: readonly Look[] = ["expired", "cancelled", "cancelled_refunded", "failed", ...OPEN];

/**
 * What has turned since the tab last looked. What was decided before is old and stays silent: only an order that this
 * tab saw undecided can become paid here.
 */
export function newsOf(seen: Seen, orders: readonly OrderView[], now: number): { seen: Seen; news: News[] } {
  const looks = new Map(orders.map((order) => [order.id, lookOf(order, now)]));
  const news = orders.flatMap((order) => {
    const look = looks.get(order.id);
    const kind = seen === null || look === undefined ? null : turnOf(seen.get(order.id), look);
    return kind === null || look === undefined ? [] : [{ kind, look, order }];
  });
  return { seen: looks, news };
}

function turnOf(before: Look | undefined, look: Look): ToneKind | null {
  // A sale that was refused at once is first seen when it has failed.
  if (before === undefined) return look === "failed" ? "trouble" : null;
  if (before === look) return null;
  switch (look) {
    case "paid":
      return OPEN.includes(before) ? "paid" : null;
    case "failed":
      return OPEN.includes(before) ? "trouble" : null;
    case "checking":
      return WITH_CODE.includes(before) ? "trouble" : null;
    case "paid_late":
      return UNPAID.includes(before) ? "trouble" : null;
    case "double":
      return before === "paid" || OPEN.includes(before) ? "trouble" : null;
    case "expiring":
      return before === "waiting" ? "expiring" : null;
    default:
      return null;
  }
}

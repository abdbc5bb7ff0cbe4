import type { IconName } from "#components/ui/icon-paths.ts";
import type { OrderView, TillState } from "#lib/orders/view.ts";

/** What a person sees: the states of an order, and "expiring", which only the clock knows. */
export type Look = TillState | "expiring";

export type Tone = "accent" | "paid" | "warn" | "fail" | "unknown" | "rest";

const EXPIRING_MS = 30_000;
const CANCEL_MS = 10_000;

/** The look of an order at an instant of the server's clock, in milliseconds. */
export function lookOf(order: Pick<OrderView, "state" | "since" | "code">, now: number): Look {
  if (order.state === "waiting" && order.code !== null && Date.parse(order.code.endsAt) - now < EXPIRING_MS) {
    return "expiring";
  }
  if (order.state === "cancelling" && now - Date.parse(order.since) > CANCEL_MS) return "checking";
  return order.state;
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
  expired: { tone: "rest", icon: "clock", alarm: false },
  cancelled: { tone: "rest", icon: "crossed", alarm: false },
  cancelled_refunded: { tone: "rest", icon: "undo", alarm: false },
  failed: { tone: "fail", icon: "octagon", alarm: true },
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

/** The class that gives a look's colours to what stands inside. */
export const toneClass = (look: Look): string => TONES[SHAPES[look].tone];

import { shapeOf, type Tone } from "#components/orders/look.ts";
import type { IconName } from "#components/ui/icon-paths.ts";
import type { DisplayState, DisplayView } from "#lib/displays/view.ts";

/** What a customer sees: the states, and what only the screen's own clock, room and line to the server know. */
export type DisplayLook = Exclude<DisplayState, "waiting_page"> | "expiring" | "unscannable" | "offline";

const EXPIRING_MS = 30_000;
/** What is not decided may have changed while nobody was heard. */
const UNDECIDED: ReadonlySet<DisplayState> = new Set([
  "creating",
  "waiting",
  "waiting_page",
  "scanned",
  "cancelling",
  "checking",
]);

/** The look at an instant of the server's clock, in milliseconds. `lost`: the server was not heard for too long. */
export function lookAt(view: DisplayView | null, now: number, lost: boolean): DisplayLook {
  if (view === null) return "idle";
  if (lost && UNDECIDED.has(view.state)) return "offline";
  const left = view.endsAt === null ? Number.POSITIVE_INFINITY : Date.parse(view.endsAt) - now;
  if (view.state === "waiting" || view.state === "waiting_page") {
    if (left <= 0) return "expired";
    if (view.code === null) return "unscannable";
    return left < EXPIRING_MS ? "expiring" : "waiting";
  }
  return left <= 0 ? "idle" : view.state;
}

/** The code that may be on the screen with this look, else null: no other code is ever drawn (D6). */
export const codeAt = (view: DisplayView | null, look: DisplayLook): string | null =>
  look === "waiting" || look === "expiring" ? (view?.code ?? null) : null;

/** Colour and icon of all that is said in a band. */
export function shapeAt(look: Exclude<DisplayLook, "idle">): { tone: Tone; icon: IconName; alarm: boolean } {
  if (look === "offline") return { tone: "warn", icon: "offline", alarm: true };
  return shapeOf(look === "declined" || look === "unscannable" ? "failed" : look);
}

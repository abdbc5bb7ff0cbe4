import type { Right } from "#lib/auth/roles.ts";
import { may } from "#lib/auth/roles.ts";
import type { StoreRow } from "#lib/auth/sql/read-staff.ts";
import type { ExceptionStep, ExceptionVariant } from "./view.ts";

/** What each step asks for, as its use case does once more. */
const RIGHT_FOR: Record<ExceptionStep, Right> = {
  ask: "sell",
  ask_refund: "refund",
  accept: "sell",
  give_back: "refund",
  not_double: "sell",
  cancel: "sell",
  keep_payment: "close_unclear",
  settle: "close_unclear",
  dismiss: "close_unclear",
  credentials: "see_store",
};

/** What resolves it, the next step first. */
const STEPS: Record<ExceptionVariant, readonly ExceptionStep[]> = {
  unreadable: ["credentials"],
  certificate: ["credentials"],
  refused: ["credentials"],
  checking: ["ask", "cancel"],
  cancelling: ["ask"],
  // Asking brings the same answer as before: the payment stands, and the cancel cannot be understood.
  stands: ["keep_payment", "ask"],
  undecided: ["credentials", "ask", "cancel"],
  late: ["give_back", "accept"],
  surplus: ["give_back", "accept"],
  twin: ["give_back", "not_double"],
  live: ["cancel"],
  sale: ["settle", "cancel"],
  notice: ["dismiss"],
  unclear: ["ask_refund"],
  unknown_order: ["dismiss"],
  words: ["dismiss"],
};

/** The steps that this person may take. `isEnded`: the sale cannot be cancelled any more. */
export const decideSteps = (variant: ExceptionVariant, store: Pick<StoreRow, "rights">, isEnded: boolean) =>
  STEPS[variant].filter((step) => may(store, RIGHT_FOR[step]) && !(step === "cancel" && isEnded));

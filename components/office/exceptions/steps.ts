import type { Stale } from "#lib/account/commands.ts";
import type {
  AskRefundResult,
  DismissResult,
  SettleResult,
  TakeBackInput,
  TakeBackResult,
} from "#lib/exceptions/commands.ts";
import { type ExceptionStep, type ExceptionView, WORDS } from "#lib/exceptions/view.ts";
import { decimalText, fromMoneyText } from "#lib/money/money.ts";
import type { AcceptResult, AskResult, CancelResult, SettleDoubleResult } from "#lib/orders/commands.ts";
import type { RefundInput, RefundResult } from "#lib/refunds/commands.ts";

type Order = { orderId: string };
type Refused = { kind: "signed_out" | "not_found" };

/** The server's part of each step: use cases that the till has too, and those of the inbox alone. */
export type InboxActions = {
  askNow: (input: Order) => Promise<AskResult>;
  acceptLate: (input: Order) => Promise<AcceptResult>;
  settleDouble: (input: Order) => Promise<SettleDoubleResult>;
  cancelOrder: (input: Order) => Promise<CancelResult>;
  refundOrder: (input: RefundInput) => Promise<RefundResult | Stale>;
  settleMismatch: (input: Order & { reason: string }) => Promise<SettleResult | Refused>;
  keepPayment: (input: Order & { reason: string }) => Promise<SettleResult | Refused>;
  dismissNotice: (input: { storeId: string; noticeId: string; reason: string }) => Promise<DismissResult | Refused>;
  askRefund: (input: Order & { refundId: string }) => Promise<AskRefundResult | Refused>;
  takeBack: (input: TakeBackInput) => Promise<TakeBackResult | Refused>;
};

/** What a step of a page is: the way to the credentials is none of the server's. */
export type WorkStep = Exclude<ExceptionStep, "credentials">;

/** Why a step was not done; each has its sentence. */
export type StepFailure =
  | "too_soon"
  | "too_late"
  | "already_decided"
  | "not_found"
  | "not_allowed"
  | "reason_empty"
  | "reason_too_long"
  | "reason_bad_characters"
  | "needs_approval"
  | "refund_open"
  | "amount_refused"
  | "not_paid"
  | "key_reused";

/** Steps that want a reason in words. */
export const WITH_REASON: ReadonlySet<WorkStep> = new Set(["give_back", "settle", "dismiss", "keep_payment"]);
/** Steps that are done without another question. */
export const AT_ONCE: ReadonlySet<WorkStep> = new Set(["ask", "ask_refund"]);

type Answer = { kind: string; problem?: string };

/** Null: it was done. */
export function failureOf({ kind, problem }: Answer): StepFailure | null {
  switch (kind) {
    case "reason_refused":
      return problem === "too_long" || problem === "bad_characters" ? `reason_${problem}` : "reason_empty";
    case "too_soon":
    case "too_late":
    case "already_decided":
    case "not_found":
    case "not_allowed":
    case "needs_approval":
    case "refund_open":
    case "amount_refused":
    case "not_paid":
    case "key_reused":
      return kind;
    // Only a till takes a second person's PIN.
    case "approval_refused":
      return "needs_approval";
    default:
      return null;
  }
}

/** How a step that was done is taken back; null where it was more than words. */
export function undoOf({ id, order, store }: ExceptionView, step: WorkStep): TakeBackInput | null {
  const word = WORDS.find((one) => one === step);
  if (word === undefined) return null;
  return { word, storeId: store.id, id: word === "dismiss" ? id : (order?.id ?? id) };
}

/** Asks the server for a step of a case. `clientKey`: of this wish, so that a second press gives nothing back twice. */
export function work(
  actions: InboxActions,
  { id, order, store, back }: ExceptionView,
  { step, reason, clientKey }: { step: WorkStep; reason: string; clientKey: string },
): Promise<Answer | Stale> {
  const orderId = order?.id ?? id;
  switch (step) {
    case "ask":
      return actions.askNow({ orderId });
    case "ask_refund":
      return actions.askRefund({ orderId, refundId: id });
    case "accept":
      return actions.acceptLate({ orderId });
    case "not_double":
      return actions.settleDouble({ orderId });
    case "cancel":
      return actions.cancelOrder({ orderId });
    case "give_back":
      return actions.refundOrder({
        ...{ orderId, registerId: order?.registerId ?? "", clientKey, reason },
        amount: back === null ? "" : decimalText(fromMoneyText(back)),
      });
    case "settle":
      return actions.settleMismatch({ orderId, reason });
    case "keep_payment":
      return actions.keepPayment({ orderId, reason });
    case "dismiss":
      return actions.dismissNotice({ storeId: store.id, noticeId: id, reason });
  }
}

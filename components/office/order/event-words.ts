import { useTranslations } from "next-intl";
import type { MoneyText } from "#lib/money/money.ts";
import type { HistoryEntry } from "#lib/orders/detail/view.ts";
import { isOdd, turnOf } from "./event-look.ts";

/** Each has a sentence in the messages; one that has none is told by its name. */
const KINDS = [
  ...["created", "code_asked", "code_answered", "queried", "noticed", "mismatch", "end_wanted", "cancel_sent"],
  ...["cancel_answered", "late_accepted", "fresh_code", "double_settled", "receipt_printed", "notice"],
  ...["refund_wanted", "tried_again", "refund_sent", "refund_answered", "refund_queried", "trade_queried"],
  ...["refund_cancelled", "way_changed", "postponed"],
] as const;

const CHECKS = ["form", "signature", "application", "seller", "content", "order", "money", "alipay"] as const;

type Words = {
  sentence: string;
  /** What it became by that; null for a mere step. */
  turn: string | null;
  by: string;
};

/** An entry of the event line in words. */
export function useEventWords(entry: HistoryEntry, textOf: (amount: MoneyText) => string): Words {
  const t = useTranslations("detail");
  const { kind, amount, answer, why, way, reason, notice, repeats, approvedBy, by } = entry;
  const known = KINDS.find((one) => one === kind);
  const facts = {
    amount: amount === null ? "" : textOf(amount),
    answer: answer ?? "",
    why: why ?? "",
    way: way ?? "",
    reason: reason ?? "",
    effect: notice?.effect ?? "",
    times: repeats.length + 1,
    kind,
  };
  const who = by.kind === "person" ? by.name : t(`by.${by.kind}`);
  return {
    sentence: t(`events.${known ?? "other"}`, facts),
    turn: turnWords(entry, t),
    by: approvedBy === null ? who : t("by.approved", { name: who, approver: approvedBy }),
  };
}

/** Null where the sentence says it already. */
function turnWords(entry: HistoryEntry, t: ReturnType<typeof useTranslations<"detail">>): string | null {
  const odd = ODD.find((one) => isOdd(entry) && one === entry.anomaly);
  if (odd !== undefined) return t(`odd.${odd}`);
  const to = turnOf(entry);
  return to === null || IMPLIED[entry.answer ?? ""] === to ? null : t(`turns.${to}`);
}

/** By answer: what nobody needs to be told besides. */
const IMPLIED: Record<string, HistoryEntry["to"]> = {
  ...{ paid: "paid", closed: "closed", code: "waiting", done: "done", refused: "refused", refunded: "done" },
};

const ODD = ["paid_late", "paid_twice", "amount_mismatch", "undecided"] as const;

/** What was checked of a notification. */
export function useCheckWords(): (check: { name: string; passed: boolean }) => string {
  const t = useTranslations("detail");
  return ({ name, passed }) => {
    const known = CHECKS.find((one) => one === name);
    return t(passed ? "passed" : "failed", { check: known === undefined ? name : t(`checks.${known}`) });
  };
}

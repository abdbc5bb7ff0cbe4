import { useTranslations } from "next-intl";
import type { MoneyText } from "#lib/money/money.ts";
import type { EventKind, HistoryEntry } from "#lib/orders/detail/view.ts";
import { isOdd, turnOf } from "./event-look.ts";

/** Each has a sentence in the messages. What a newer version wrote down has none, and is told by its name. */
const KINDS: Record<EventKind, true> = {
  ...{ created: true, code_asked: true, code_answered: true, queried: true, noticed: true, mismatch: true },
  ...{ end_wanted: true, cancel_sent: true, cancel_answered: true, late_accepted: true, fresh_code: true },
  ...{
    double_settled: true,
    mismatch_settled: true,
    cancel_given_up: true,
    word_taken_back: true,
    receipt_printed: true,
    notice: true,
  },
  ...{ refund_wanted: true, tried_again: true, refund_sent: true, refund_answered: true, refund_queried: true },
  ...{ trade_queried: true, refund_cancelled: true, way_changed: true, postponed: true },
};
const isKnown = (kind: string): kind is EventKind => Object.hasOwn(KINDS, kind);

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
    sentence: t(`events.${isKnown(kind) ? kind : "other"}`, facts),
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

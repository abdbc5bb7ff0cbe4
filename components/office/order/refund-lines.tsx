import { useTranslations } from "next-intl";
import { classOfTone, type Tone } from "#components/orders/look.ts";
import type { MoneyText } from "#lib/money/money.ts";
import type { RefundLine } from "#lib/orders/detail/view.ts";

type Props = { refunds: readonly RefundLine[]; textOf: (amount: MoneyText) => string };

const TONES: Record<RefundLine["status"], Tone> = {
  pending: "accent",
  checking: "unknown",
  done: "rest",
  refused: "fail",
};

/** What was asked to go back, with who asked, why, and what became of it. */
export function RefundLines({ refunds, textOf }: Props) {
  const t = useTranslations("detail.refunds");
  const tr = useTranslations("till.refund");
  return (
    <ul className="divide-y divide-line">
      {refunds.map(({ number, amount, status, reason, askedBy, approvedBy, failure }) => (
        <li key={number} className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-0.5 py-3 text-table">
          <b className={`${classOfTone(TONES[status])} font-semibold text-tone`}>{t(`states.${status}`)}</b>
          <b className="text-right font-semibold text-body">{textOf(amount)}</b>
          <span className="col-span-2 text-muted text-small [overflow-wrap:anywhere]">
            {failure !== null && `${tr(`failure.${failure}`)} `}
            {approvedBy === null
              ? t("asked", { reason, name: askedBy })
              : t("approved", { reason, name: askedBy, approver: approvedBy })}
          </span>
          <span className="col-span-2 text-muted text-small [overflow-wrap:anywhere]">{number}</span>
        </li>
      ))}
    </ul>
  );
}

"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { isRefundLook, type Look, type RefundLook } from "#components/orders/look.ts";
import { useStore } from "#components/till/setting.ts";
import { Icon } from "#components/ui/icon.tsx";
import { Ring } from "#components/ui/ring.tsx";
import { clockText, shortClockText } from "#components/ui/time-text.ts";
import type { OrderView, RefundView } from "#lib/orders/view.ts";
import { TRAITS } from "#lib/payments/traits.ts";
import { codeSecondsLeft, minutesText, shareLeft } from "./countdown.ts";

type Props = {
  order: OrderView;
  look: Look;
  now: number;
  /** Share and seconds until the card gives way to a new sale; null when it stays. */
  returning: { share: number; seconds: number } | null;
  /** What Alipay answered to the cashier's question, or why a key did nothing. */
  answer: string | null;
};

/** Ring, number and a small note: how long something still takes, and what is known so far. */
export function ClockRow({ order, look, now, returning, answer }: Props) {
  const t = useTranslations("till.clock");
  const { timeZone } = useStore();
  const at = (instant: string) => clockText(instant, timeZone);
  const { code } = order;
  if (returning !== null) {
    return (
      <Row
        lead={<Ring share={returning.share} />}
        number={t("seconds", { seconds: returning.seconds })}
        answer={answer}
      >
        <span>{t("thenNew")}</span>
        <span>{t("anyKey")}</span>
      </Row>
    );
  }
  if (code !== null) {
    const endsAt = Date.parse(code.endsAt);
    return (
      <Row
        lead={<Ring share={shareLeft({ startsAt: Date.parse(code.startsAt), endsAt }, now)} />}
        number={minutesText(codeSecondsLeft(code, now))}
        answer={answer}
      >
        {answer === null && <span>{t(TRAITS[order.generation].tellsScan ? "alipay" : "scanUnseen")}</span>}
        <span>{t("endsAt", { time: at(code.endsAt) })}</span>
      </Row>
    );
  }
  if (look === "creating" || look === "scanned" || look === "cancelling" || look === "checking") {
    const { count, at: checkedAt } = order.check;
    return (
      <Row lead={<Turning />} number={minutesText(secondsSince(order.since, now))} answer={answer}>
        {answer === null && (
          <span>{look === "checking" ? t("keepChecking") : t("since", { time: at(order.since) })}</span>
        )}
        {checkedAt !== null && count > 0 && <span>{t("checked", { count, time: at(checkedAt) })}</span>}
      </Row>
    );
  }
  if (order.refund !== null && isRefundLook(look)) {
    return <RefundRow refund={order.refund} look={look} now={now} answer={answer} />;
  }
  return (
    <Row lead={null} number={at(order.paidAt ?? order.since)} answer={answer}>
      <span>{t("ended")}</span>
    </Row>
  );
}

type RefundProps = { refund: RefundView; look: RefundLook; now: number; answer: string | null };

/** Since when a refund is on its way, or when that ended. */
function RefundRow({ refund, look, now, answer }: RefundProps) {
  const t = useTranslations("till.clock");
  const { timeZone } = useStore();
  const { since, runsAt } = refund;
  if (look === "refunding" || look === "refund_checking") {
    return (
      <Row lead={<Turning />} number={minutesText(secondsSince(since, now))} answer={answer}>
        <span>{look === "refunding" ? t("since", { time: clockText(since, timeZone) }) : t("keepChecking")}</span>
      </Row>
    );
  }
  if (look === "refund_queued") {
    return (
      <Row lead={null} number={shortClockText(runsAt ?? since, timeZone)} answer={answer}>
        <span>{t("runsThen")}</span>
      </Row>
    );
  }
  return (
    <Row lead={null} number={clockText(since, timeZone)} answer={answer}>
      <span>{t(look === "refund_failed" ? "refusedAt" : "refundedAt")}</span>
    </Row>
  );
}

const Turning = () => <Icon name="refresh" className="m-2 size-8 animate-turn text-tone" />;

const secondsSince = (instant: string, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(instant)) / 1_000));

type RowProps = { lead: ReactNode; number: string; answer: string | null; children: ReactNode };

function Row({ lead, number, answer, children }: RowProps) {
  return (
    <div className="flex min-h-15 min-w-0 flex-1 items-center gap-3.5 pr-1 pl-4 roomy:min-h-18 roomy:pl-6">
      {lead}
      <b className="font-semibold text-count tracking-[-0.01em]">{number}</b>
      <div className="ml-auto grid text-balance text-right text-muted text-small">
        <span role="status" className="text-text">
          {answer}
        </span>
        {children}
      </div>
    </div>
  );
}

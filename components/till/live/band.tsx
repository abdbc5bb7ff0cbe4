"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { isRefundLook, type Look, shapeOf } from "#components/orders/look.ts";
import { isUndrawable } from "#components/till/code/code-choice.ts";
import { RefundSentence } from "#components/till/refund/refund-band.tsx";
import { useMoneyText } from "#components/till/use-money-text.ts";
import { Amount, isLongAmount } from "#components/ui/amount.tsx";
import { Icon } from "#components/ui/icon.tsx";
import type { Failure, OrderView } from "#lib/orders/view.ts";
import { TRAITS } from "#lib/payments/traits.ts";
import { codeSecondsLeft, spokenSeconds } from "./countdown.ts";

type Props = { order: OrderView; look: Look; now: number };

const SLOW_MS = 3_000;
/** Reasons of our own: Alipay never heard of these orders. */
const NOT_SENT: ReadonlySet<Failure> = new Set(["unreachable", "account"]);
const BAND =
  "flex min-h-12 items-center gap-3 bg-tone-fill px-4 py-1.5 font-semibold text-on-tone leading-5 roomy:min-h-13 roomy:px-6 roomy:py-2";

/** The one band that says the state; when paid it grows and takes the amount in. */
export function Band({ order, look, now }: Props) {
  const stuck = look === "waiting" && order.code !== null && isUndrawable(order.code);
  return (
    <p data-band className={`${BAND} ${stuck ? "tone-fail" : ""}`}>
      <Icon
        name={shapeOf(stuck ? "failed" : look).icon}
        className={`size-6 ${look === "cancelling" || look === "refunding" ? "animate-turn" : ""}`}
      />
      <span>
        <Sentence order={order} look={look} now={now} />
      </span>
    </p>
  );
}

function Sentence({ order, look, now }: Props): ReactNode {
  const t = useTranslations("till.band");
  const tf = useTranslations("till.failure");
  const money = useMoneyText();
  const traits = TRAITS[order.generation];
  const page = traits.code === "page";
  if (isRefundLook(look)) return <RefundSentence order={order} look={look} />;
  switch (look) {
    case "creating": {
      const asking = t(page ? "creating_page" : "creating");
      const waited = now - Date.parse(order.since);
      if (waited <= SLOW_MS) return asking;
      const seconds = Math.floor(waited / 1_000);
      return (
        <>
          {asking}
          <span aria-hidden="true" className="block font-normal">
            {t("creating_slow", { seconds })}
          </span>
        </>
      );
    }
    case "waiting":
      if (order.code !== null && isUndrawable(order.code)) return t("no_code");
      return (
        <>
          {t("waiting")}
          {page && <OpensPage />}
        </>
      );
    case "expiring": {
      const seconds = order.code === null ? 0 : codeSecondsLeft(order.code, now);
      const words = order.canRefresh ? "expiring_fresh" : "expiring";
      return (
        <>
          <span aria-hidden="true">{t(words, { seconds })}</span>
          <span className="sr-only">{t(words, { seconds: spokenSeconds(seconds) })}</span>
          {page && <OpensPage />}
        </>
      );
    }
    case "failed": {
      const reason = order.failure?.reason ?? "unknown_reason";
      if (reason === "declined") return t("declined");
      return t(NOT_SENT.has(reason) ? "not_sent" : "failed", { reason: tf(reason) });
    }
    case "cancelling":
      return t(order.refreshing ? "refreshing" : "cancelling");
    case "double":
      return t("double", { amount: money.signed(order.amount) });
    case "expired":
      return t(traits.cancelTellsRefund ? "expired" : "expired_unsure");
    case "cancelled":
      return t(traits.cancelTellsRefund ? "cancelled" : "cancelled_unsure");
    default:
      return t(look);
  }
}

/** P19: a page is never called a code of the wallet. */
function OpensPage() {
  const t = useTranslations("till.band");
  return <span className="block font-normal">{t("opens_page")}</span>;
}

/** In place of the band while the server is not heard: what it would say may be old. */
export function OfflineBand() {
  const t = useTranslations("till.band");
  return (
    <p data-band className={`${BAND} tone-warn`}>
      <Icon name="offline" className="size-6" />
      {t("offline")}
    </p>
  );
}

/** Paid: tick, word and amount on green, said once with the amount in words. */
export function Done({ order }: { order: OrderView }) {
  const t = useTranslations("till.band");
  const money = useMoneyText();
  const bare = money.bare(order.amount);
  const sign = money.sign(order.amount.currency);
  return (
    <div
      data-band
      className="grid min-h-64 flex-1 place-content-center justify-items-center gap-1 bg-tone-fill p-4 text-on-tone roomy:p-6"
    >
      <span className="sr-only">{t("paidSpoken", { amount: money.spoken(order.amount) })}</span>
      <Icon name="paid" className="size-24 stroke-[1.5]" />
      <p aria-hidden="true" className="font-semibold text-title">
        {t("paid")}
      </p>
      <p aria-hidden="true" className={isLongAmount(sign, bare) ? "text-tablet" : "text-till roomy:text-huge"}>
        <Amount sign={sign} signClass="">
          {bare}
        </Amount>
      </p>
    </div>
  );
}

"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { isRefundLook, type Look } from "#components/orders/look.ts";
import { CODE } from "#components/till/dialogs/parts.ts";
import { RefundSentence } from "#components/till/refund/refund-band.tsx";
import { RefundStage } from "#components/till/refund/refund-stage.tsx";
import { useStore } from "#components/till/setting.ts";
import { useMoneyText } from "#components/till/use-money-text.ts";
import { Icon } from "#components/ui/icon.tsx";
import type { IconName } from "#components/ui/icon-paths.ts";
import { Later } from "#components/ui/later.tsx";
import { Note } from "#components/ui/note.tsx";
import { clockText } from "#components/ui/time-text.ts";
import { useSize } from "#components/ui/use-size.ts";
import { useWakeLock } from "#components/ui/use-wake-lock.ts";
import type { OrderView, PaymentCode } from "#lib/orders/view.ts";

type Props = {
  order: OrderView;
  look: Look;
  /** The code, while it may be on the screen. */
  code: PaymentCode | null;
  lost: boolean;
};

/** The middle of the card: the code while it can be paid, else what takes its place. */
export function Stage({ order, look, code, lost }: Props) {
  const [ref, size] = useSize<HTMLDivElement>();
  const money = useMoneyText();
  // A hidden column measures nothing: no code is in sight there.
  useWakeLock(code !== null && size !== null && size.width > 0);
  // Space to the edges of the screen, so that white never runs into a dark frame.
  const room = size === null ? 0 : Math.min(size.width - 24, size.height);
  return (
    <div
      ref={ref}
      className="grid min-h-[min(100vw,22.5rem)] flex-1 grid-cols-1 grid-rows-1 place-items-center overflow-hidden border-line border-b bg-page tablet:min-h-75"
    >
      {code !== null && size !== null ? (
        <Later
          of={CODE}
          props={{
            text: code.text,
            ownText: code.ownText,
            generation: order.generation,
            amount: money.spoken(order.amount),
            room,
            wanted: 8,
          }}
        />
      ) : (
        <Instead order={order} look={look} lost={lost} />
      )}
    </div>
  );
}

function Instead({ order, look, lost }: Omit<Props, "code">) {
  const t = useTranslations("till.stage");
  const ta = useTranslations("till.advice");
  const { mayRefund, timeZone } = useStore();
  if (isRefundLook(look)) return <RefundStage order={order} look={look} />;
  switch (look) {
    case "creating":
      return (
        <div className="grid size-72 place-items-center rounded-card border border-line-2 border-dashed bg-well">
          <p className="px-8 text-center text-muted text-table">{t("asking")}</p>
        </div>
      );
    case "waiting":
    case "expiring":
      if (!lost) return <Sign icon="clock">{t("ending")}</Sign>;
      return (
        <div className="tone-warn">
          <Sign icon="offline">{t("hidden")}</Sign>
        </div>
      );
    case "scanned":
      return (
        <Sign icon="phone">
          {t("confirming")}
          {order.buyer !== null && <span className="block text-text">{t("customer", { buyer: order.buyer })}</span>}
        </Sign>
      );
    case "cancelling":
      return <Sign icon="refresh">{t(order.refreshing ? "refreshing" : "cancelling")}</Sign>;
    case "checking":
      return <Checking order={order} />;
    case "double":
      return (
        <Sign icon="double">
          {t("double", { time: clockText(order.paidAt ?? order.since, timeZone) })}
          {!mayRefund && <span className="mt-2 block">{t("managerRefunds")}</span>}
        </Sign>
      );
    case "paid_late":
      return (
        <Sign icon="latepaid">
          {t("late")}
          {order.refund !== null && (
            <span className="mt-2 block text-text">
              <RefundSentence order={order} look="partly_refunded" />
            </span>
          )}
          {!mayRefund && <span className="mt-2 block">{t("managerRefunds")}</span>}
        </Sign>
      );
    case "expired":
      return <Sign icon="clock">{t("expired")}</Sign>;
    case "cancelled":
      return <Sign icon="crossed">{t("cancelled")}</Sign>;
    case "cancelled_refunded":
      return <Sign icon="undo">{t("sentBack")}</Sign>;
    case "failed":
      return <Sign icon="octagon">{ta(order.failure?.reason ?? "unknown_reason")}</Sign>;
    case "paid":
      return null;
  }
}

function Sign({ icon, children }: { icon: IconName; children: ReactNode }) {
  return (
    <div className="grid max-w-80 justify-items-center gap-4 px-6 text-center">
      <Icon name={icon} className="size-24 stroke-[1.25] text-tone" />
      <p className="text-balance text-muted">{children}</p>
    </div>
  );
}

/** What the cashier says to the customer, and what was asked so far. */
function Checking({ order }: { order: OrderView }) {
  const t = useTranslations("till.stage");
  const { timeZone } = useStore();
  const { at, answer } = order.check;
  return (
    <div className="grid size-full content-start gap-2 bg-card p-4">
      <Note icon="info">
        {answer === "undecided" && <p className="mb-2 font-semibold">{t("undecided")}</p>}
        <p>{t("tell")}</p>
      </Note>
      <ol className="px-2 text-table">
        {at !== null && answer !== null && <Step time={clockText(at, timeZone)}>{t(`asked.${answer}`)}</Step>}
        <Step time={clockText(order.since, timeZone)}>{t("codeRemoved")}</Step>
      </ol>
    </div>
  );
}

function Step({ time, children }: { time: string; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[4.5rem_1fr] gap-3 border-line border-b py-3 last:border-0">
      <time className="text-muted">{time}</time>
      <span>{children}</span>
    </li>
  );
}

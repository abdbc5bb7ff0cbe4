import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { lookOf } from "#components/orders/look.ts";
import { namedAmount } from "#components/orders/named-amount.ts";
import { isRefunding } from "#components/till/refund/wish.ts";
import { Amount } from "#components/ui/amount.tsx";
import { Refresh } from "#components/ui/refresh.tsx";
import { clockText, dayText } from "#components/ui/time-text.ts";
import { amountText, currencySign, moneyText } from "#lib/money/format.ts";
import { fromMoneyText, type MoneyText } from "#lib/money/money.ts";
import type { OrderDetail } from "#lib/orders/detail/view.ts";
import { isUndecided } from "#lib/orders/view.ts";
import { EventLine } from "./event-line.tsx";
import { NEXT_STEP, NextStep, useNextStep } from "./next-step.tsx";
import { OrderFacts } from "./order-facts.tsx";
import { RefundLines } from "./refund-lines.tsx";
import { StateChip } from "./state-chip.tsx";

type Props = {
  detail: OrderDetail;
  /** The server's clock. */
  now: number;
  /** What this person may do with it. */
  acts: ReactNode;
};

/** One order: how much, how it stands, what can be done, what is known, and all that happened. */
export function OrderPage({ detail, now, acts }: Props) {
  const t = useTranslations("detail");
  const to = useTranslations("orders");
  const { order, timeZone, receiptNumber, refunds, history, isCut, manyCurrencies } = detail;
  const { amount } = order;
  const look = lookOf(order, now);
  const next = useNextStep({ order, look, timeZone });
  const textOf = (money: MoneyText) => (manyCurrencies ? namedAmount(money) : moneyText(fromMoneyText(money)));
  const isMoving = isUndecided(order.state) || (isRefunding(order) && order.refund?.state !== "queued");
  const when = `${dayText(order.createdAt, timeZone)} ${clockText(order.createdAt, timeZone)}`;
  return (
    <>
      <p className="mb-3 text-muted text-table">
        <a href="/orders" className="inline-flex min-h-6 items-center text-accent">
          {to("title")}
        </a>
        {" / "}
        <span className="[overflow-wrap:anywhere]">{t("crumb", { number: receiptNumber, when })}</span>
      </p>
      <div className="mb-6 flex flex-wrap items-center gap-4">
        <h1 className="text-order">
          <span className="sr-only">{t("title", { number: receiptNumber })}</span>
          <Amount sign={manyCurrencies ? amount.currency : currencySign(amount.currency)}>
            {amountText(fromMoneyText(amount))}
          </Amount>
        </h1>
        <StateChip look={look} />
        {acts}
      </div>
      {next !== null && <NextStep text={next} look={look} />}
      <div className="grid items-start gap-6 desktop:grid-cols-[minmax(0,25rem)_minmax(0,1fr)]">
        <div className="grid gap-6">
          <Panel title={t("facts")}>
            <div className="px-5 pb-2">
              <OrderFacts {...{ detail, textOf }} />
            </div>
          </Panel>
          {refunds.length > 0 && (
            <Panel title={t("refundsTitle")}>
              <div className="px-5 pb-2">
                <RefundLines {...{ refunds, textOf }} />
              </div>
            </Panel>
          )}
        </div>
        <Panel title={t("happened")}>
          <EventLine {...{ history, timeZone, textOf }} next={next === null ? null : `#${NEXT_STEP}`} />
          {isCut && <p className="px-5 pb-4 text-muted text-small">{t("cut", { count: history.length })}</p>}
        </Panel>
      </div>
      {isMoving && <Refresh everyMs={3_000} />}
    </>
  );
}

function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0 rounded-card border border-line bg-card">
      <h2 className="px-5 pt-4 pb-2 font-semibold text-body">{title}</h2>
      {children}
    </section>
  );
}

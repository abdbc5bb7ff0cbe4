"use client";

import { useTranslations } from "next-intl";
import { lookOf, shapeOf, toneClass } from "#components/orders/look.ts";
import { minutesText, secondsLeft } from "#components/till/live/countdown.ts";
import { useMoneyText } from "#components/till/use-money-text.ts";
import { Icon } from "#components/ui/icon.tsx";
import { isUndecided, type OrderView } from "#lib/orders/view.ts";

type Props = {
  orders: readonly OrderView[];
  /** "more": they stand beside a card; "waiting": there is no card in sight. */
  words: "more" | "waiting";
  now: number;
  pick: (id: string) => void;
  className?: string;
};

/** The orders beside the card, in one strip: how many still wait, and each of them to switch to. */
export function Strip({ orders, words, now, pick, className = "" }: Props) {
  const t = useTranslations("till.live");
  const ts = useTranslations("states");
  const money = useMoneyText();
  if (orders.length === 0) return null;
  const waiting = orders.filter(({ state }) => isUndecided(state)).length;
  return (
    <section aria-label={t("beside")} className={`flex min-h-11 flex-none items-center gap-2 ${className}`}>
      {waiting > 0 && <p className="whitespace-nowrap font-semibold text-table">{t(words, { count: waiting })}</p>}
      <ul className="-my-1 flex min-w-0 gap-2 overflow-x-auto p-1">
        {orders.map((order) => {
          const look = lookOf(order, now);
          return (
            <li key={order.id} className={toneClass(look)}>
              <button
                type="button"
                onClick={() => pick(order.id)}
                aria-label={t("pick", { amount: money.signed(order.amount), state: ts(look) })}
                className="flex min-h-11 items-center gap-1.5 whitespace-nowrap rounded-card border border-line-2 bg-card px-2.5 text-table shadow-lift hover:bg-hover"
              >
                <Icon name={shapeOf(look).icon} className="size-5 text-tone" />
                <b className="font-semibold">{money.short(order.amount)}</b>
                {order.code !== null && (
                  <span className="text-muted">{minutesText(secondsLeft(Date.parse(order.code.endsAt), now))}</span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

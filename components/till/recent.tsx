"use client";

import { useTranslations } from "next-intl";
import { lookOf, shapeOf, toneClass } from "#components/orders/look.ts";
import { Icon } from "#components/ui/icon.tsx";
import { shortClockText } from "#components/ui/time-text.ts";
import type { OrderView } from "#lib/orders/view.ts";
import { codeSecondsLeft, minutesText } from "./live/countdown.ts";
import { useStore } from "./setting.ts";
import { useMoneyText } from "./use-money-text.ts";

type Props = {
  orders: readonly OrderView[];
  /** The order on the card, marked in the list. */
  shown: string | null;
  loaded: boolean;
  now: number;
  pick: (id: string) => void;
};

const TEN = 10;

/** The last ten of this register. What needs a person is bold; what went well is quiet. */
export function Recent({ orders, shown, loaded, now, pick }: Props) {
  const t = useTranslations("till.recent");
  const ts = useTranslations("states");
  const money = useMoneyText();
  const { timeZone } = useStore();
  if (!loaded) {
    return (
      <ul aria-label={t("loading")} className="grid gap-2 py-2">
        {["a", "b", "c", "d", "e"].map((row) => (
          <li key={row} className="h-8 rounded-chip bg-well" />
        ))}
      </ul>
    );
  }
  if (orders.length === 0) return <p className="py-4 text-muted text-table">{t("empty")}</p>;
  return (
    <ul className="-mx-3">
      {orders.slice(0, TEN).map((order) => {
        const look = lookOf(order, now);
        const { tone, icon } = shapeOf(look);
        const facts = [money.code(order.amount), order.reference, shortClockText(order.createdAt, timeZone)];
        return (
          <li key={order.id} className={`${toneClass(look)} border-line border-b last:border-0`}>
            <button
              type="button"
              aria-current={order.id === shown}
              onClick={() => pick(order.id)}
              className="grid min-h-12 w-full grid-cols-[1.25rem_5.75rem_1fr_auto] items-center gap-3 rounded-chip px-3 text-left text-table -outline-offset-3! hover:bg-hover aria-current:bg-card"
            >
              <Icon name={icon} className="size-5 text-tone" />
              <b className="truncate text-right font-semibold text-body">{money.bare(order.amount)}</b>
              <span className="text-muted max-tablet:line-clamp-2 tablet:truncate">
                {facts.filter((fact) => fact !== null).join(" · ")}
              </span>
              <span
                className={`max-w-28 text-balance text-right leading-4 text-tone ${tone === "paid" || tone === "rest" ? "" : "font-semibold"}`}
              >
                {ts(look)}
                {order.code !== null && ` ${minutesText(codeSecondsLeft(order.code, now))}`}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

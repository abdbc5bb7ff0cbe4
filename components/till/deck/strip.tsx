"use client";

import { useTranslations } from "next-intl";
import { lookOf, shapeOf, toneClass } from "#components/orders/look.ts";
import { codeSecondsLeft, minutesText } from "#components/till/live/countdown.ts";
import { useMoneyText } from "#components/till/use-money-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { useSize } from "#components/ui/use-size.ts";
import type { OrderView } from "#lib/orders/view.ts";
import { foldedTabs, tabsThatFit } from "./folded.ts";

type Props = {
  /** Newest first. */
  orders: readonly OrderView[];
  /** The order on the card beside, if there is one. */
  shown: string | null;
  now: number;
  pick: (id: string) => void;
  showAll: () => void;
  className?: string;
};

/** The orders of this till as tabs that keep their places: amount, reference and time left; what has no room is a press away. */
export function Strip({ orders, shown, now, pick, showAll, className = "" }: Props) {
  const t = useTranslations("till.live");
  const [ref, size] = useSize<HTMLElement>();
  const rem = size === null ? 0 : Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const tabs = size === null ? [] : foldedTabs(orders, shown, tabsThatFit(orders.length, { width: size.width, rem }));
  const rest = orders.length - tabs.length;
  return (
    <section ref={ref} aria-label={t("beside")} className={`flex min-h-12 gap-2 overflow-hidden p-px ${className}`}>
      <ul className="contents">
        {tabs.map((order) => (
          <li key={order.id} className="flex">
            <Tab order={order} isShown={order.id === shown} now={now} pick={pick} />
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <Button className="w-13 flex-none border-line-2! px-0! text-table!" onClick={showAll}>
          {t("rest", { count: rest })}
          <span className="sr-only">{t("all", { count: orders.length })}</span>
        </Button>
      )}
    </section>
  );
}

type TabProps = { order: OrderView; isShown: boolean; now: number; pick: (id: string) => void };

function Tab({ order, isShown, now, pick }: TabProps) {
  const t = useTranslations("till.live");
  const ts = useTranslations("states");
  const money = useMoneyText();
  const look = lookOf(order, now);
  const left = order.code === null ? null : minutesText(codeSecondsLeft(order.code, now));
  return (
    <button
      type="button"
      aria-current={isShown}
      onClick={() => pick(order.id)}
      className={`${toneClass(look)} grid min-h-11 w-29 grid-cols-1 content-center overflow-hidden rounded-card border border-line-2 bg-card px-2 text-left text-small leading-4 hover:bg-hover aria-[current=true]:border-tone aria-[current=true]:bg-tone-tint`}
    >
      <span className="sr-only">{t("show")}</span>
      <b className="whitespace-nowrap font-semibold text-table">{money.short(order.amount)}</b>
      <span className="flex items-center gap-1 text-muted">
        <Icon name={shapeOf(look).icon} className="size-4 text-tone" />
        {left !== null && <span>{left}</span>}
        {order.reference !== null && <span className="truncate">{order.reference}</span>}
        <span className={order.reference === null && left === null ? "truncate" : "sr-only"}>{ts(look)}</span>
      </span>
    </button>
  );
}

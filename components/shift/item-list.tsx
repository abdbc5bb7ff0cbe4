"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "#components/ui/icon.tsx";
import type { IconName } from "#components/ui/icon-paths.ts";
import { shortClockText } from "#components/ui/time-text.ts";
import type { CheckItem, ItemState } from "#lib/shifts/view.ts";
import type { WriteMoney } from "./money.ts";

/** Colour and icon of a state; the third sign is its word. */
const SHAPES: Record<ItemState, { tone: string; icon: IconName }> = {
  paid: { tone: "tone-paid", icon: "paid" },
  ended: { tone: "tone-rest", icon: "crossed" },
  waiting: { tone: "tone-accent", icon: "scan" },
  checking: { tone: "tone-unknown", icon: "looking" },
  done: { tone: "tone-rest", icon: "undo" },
  refused: { tone: "tone-fail", icon: "octagon" },
  queued: { tone: "tone-accent", icon: "clock" },
};

type Props<Item extends CheckItem> = {
  items: readonly Item[];
  timeZone: string;
  money: WriteMoney;
  /** What stands below an item. */
  below?: (item: Item) => ReactNode;
};

/** Orders and refunds with what is known of them. What is not certain is bold. */
export function ItemList<Item extends CheckItem>({ items, timeZone, money, below }: Props<Item>) {
  const t = useTranslations("shift.items");
  if (items.length === 0) return null;
  return (
    <ul>
      {items.map((item) => {
        const { tone, icon } = SHAPES[item.state];
        const facts = [t(item.what), item.reference, shortClockText(item.at, timeZone)];
        return (
          <li
            key={item.id}
            data-item={item.state}
            className={`${tone} border-line border-b py-3 text-table last:border-0`}
          >
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Icon name={icon} className="size-5 text-tone" />
              <b className="whitespace-nowrap font-semibold text-body">{money(item.amount, item.currency)}</b>
              <span className="text-muted [overflow-wrap:anywhere]">
                {facts.filter((fact) => fact !== null).join(" · ")}
              </span>
              <span className={`ml-auto text-tone ${item.unclear ? "font-semibold" : ""}`}>
                {t(`states.${item.state}`)}
              </span>
            </div>
            {below?.(item)}
          </li>
        );
      })}
    </ul>
  );
}

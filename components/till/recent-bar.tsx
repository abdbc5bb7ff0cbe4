"use client";

import { useTranslations } from "next-intl";
import { lookOf, shapeOf, toneClass } from "#components/orders/look.ts";
import { Button } from "#components/ui/button.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { shortClockText } from "#components/ui/time-text.ts";
import type { OrderView } from "#lib/orders/view.ts";
import { useStore } from "./setting.ts";
import { useMoneyText } from "./use-money-text.ts";

type Props = { last: OrderView | null; now: number; onOpen: () => void };

/** On phones: the way to the recent list, with the last order in sight. */
export function RecentBar({ last, now, onOpen }: Props) {
  const t = useTranslations("till.recent");
  const money = useMoneyText();
  const { timeZone } = useStore();
  const look = last === null ? null : lookOf(last, now);
  return (
    <Button
      look="plain"
      className="mt-1 -mb-2 min-h-12 w-full flex-none flex-wrap justify-start! px-1! font-normal! text-muted! text-table! tablet:hidden"
      onClick={onOpen}
    >
      {t("title")}
      <Icon name="up" />
      {last !== null && look !== null && (
        <span className={`${toneClass(look)} ml-auto flex flex-wrap items-center justify-end gap-x-2`}>
          <Icon name={shapeOf(look).icon} className="size-5 text-tone" />
          <span className="text-tone">{money.short(last.amount)}</span>
          {shortClockText(last.createdAt, timeZone)}
        </span>
      )}
    </Button>
  );
}

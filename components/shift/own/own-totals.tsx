"use client";

import { useTranslations } from "next-intl";
import { useMoneyText } from "#components/till/use-money-text.ts";
import { buttonClass } from "#components/ui/button.tsx";
import type { OwnTotals as Totals } from "#lib/shifts/view.ts";

/** The way to the shift; while one is open its words are what the one who is signed in sold in it (C12). */
export function OwnTotals({ totals }: { totals: Totals | null }) {
  const t = useTranslations("shift.own");
  const money = useMoneyText();
  const sums = totals?.sums.map(({ count, net, currency }) =>
    t("totals", { count, amount: money.signed({ minor: net, currency }) }),
  );
  return (
    <a href="/shift" className={buttonClass("plain", "-mr-3 px-3! text-right font-normal! text-muted! text-table!")}>
      {sums === undefined ? (
        t("shift")
      ) : (
        <span data-own-totals>
          <span className="sr-only">{t("label")} </span>
          {sums.length === 0 ? t("none") : sums.join(" · ")}
        </span>
      )}
    </a>
  );
}

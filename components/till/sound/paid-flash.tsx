"use client";

import { useMoneyText } from "#components/till/use-money-text.ts";
import { Icon } from "#components/ui/icon.tsx";
import type { MoneyText } from "#lib/money/money.ts";

/** Where a paid amount cannot be spoken: a green band over the whole width. Screen readers hear the card. */
export function PaidFlash({ amount }: { amount: MoneyText }) {
  const money = useMoneyText();
  return (
    <div
      aria-hidden="true"
      data-flash
      data-band
      className="tone-paid pointer-events-none fixed inset-x-0 top-0 z-10 flex min-h-28 items-center justify-center gap-4 bg-tone-fill px-6 font-semibold text-on-tone text-order shadow-float"
    >
      <Icon name="paid" className="size-12" />
      {money.signed(amount)}
    </div>
  );
}

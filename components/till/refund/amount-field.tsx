"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { useMoneyText } from "#components/till/use-money-text.ts";
import { Button } from "#components/ui/button.tsx";
import { currencyDigits } from "#lib/money/currency.ts";
import type { MoneyText } from "#lib/money/money.ts";
import { type AmountProblem, SHARES, shareText } from "./wish.ts";

type Props = {
  left: MoneyText;
  typed: string;
  onType: (text: string) => void;
  problem: AmountProblem | null;
  locked: boolean;
};

/** How much goes back: typed, or a share of what is left. */
export function AmountField({ left, typed, onType, problem, locked }: Props) {
  const t = useTranslations("till.refund");
  const money = useMoneyText();
  const id = useId();
  const label = t("amount", { left: money.signed(left) });
  return (
    <div className="grid gap-2">
      <label htmlFor={id} className="font-semibold text-table">
        {label}
      </label>
      <div
        className={`flex min-h-18 items-center gap-2 rounded-card border bg-card px-4 focus-within:outline-3 focus-within:outline-accent focus-within:outline-offset-2 ${problem === null ? "border-control" : "border-fail"}`}
      >
        <span aria-hidden="true" className="text-muted text-tape">
          {money.sign(left.currency)}
        </span>
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          aria-describedby={`${id}-problem`}
          aria-invalid={problem !== null}
          readOnly={locked}
          value={typed}
          onChange={(event) => onType(event.target.value)}
          onFocus={(event) => event.target.select()}
          className="h-16 w-full min-w-0 flex-1 bg-transparent text-right font-semibold text-order tracking-[-0.025em] outline-none"
        />
      </div>
      <fieldset className="grid grid-cols-3 gap-2">
        <legend className="sr-only">{label}</legend>
        {SHARES.map((percent) => {
          const text = shareText(left, percent);
          const on = typed === text;
          return (
            <Button
              key={percent}
              aria-pressed={on}
              disabled={locked || /^[0.]*$/.test(text)}
              className={on ? "border-accent! bg-accent-tint! text-accent!" : "border-line-2!"}
              onClick={() => onType(text)}
            >
              {percent === 100 ? t("all") : t("share", { percent })}
            </Button>
          );
        })}
      </fieldset>
      {/* Below the keys, so that they stay where they are. */}
      <div id={`${id}-problem`} className="empty:hidden">
        {problem !== null && (
          <p role="alert" className="font-semibold text-fail text-small">
            <Problem left={left} problem={problem} />
          </p>
        )}
      </div>
    </div>
  );
}

function Problem({ left, problem }: { left: MoneyText; problem: AmountProblem }) {
  const t = useTranslations("till.refund.problems");
  const te = useTranslations("till.entry.problems");
  const money = useMoneyText();
  switch (problem) {
    case "empty":
    case "zero":
      return t("zero");
    case "above_left":
      return t("above_left", { left: money.signed(left) });
    default:
      return te(problem, { digits: currencyDigits(left.currency), currency: left.currency });
  }
}

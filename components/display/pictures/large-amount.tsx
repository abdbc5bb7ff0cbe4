import { shownMoney } from "#components/display/money.ts";
import { Amount } from "#components/ui/amount.tsx";
import type { MoneyText } from "#lib/money/money.ts";

/** Share of the column that a letter gets: the amount fills its column and is never wrapped. */
const SIZES = [
  { letters: 7, size: "text-[length:min(10rem,21cqw)]" },
  { letters: 10, size: "text-[length:min(10rem,15cqw)]" },
  { letters: 99, size: "text-[length:min(10rem,10.5cqw)]" },
];

/** The largest thing on the screen, as large as its column allows. */
export function LargeAmount({ amount, signClass = "text-muted" }: { amount: MoneyText; signClass?: string }) {
  const { sign, digits, text } = shownMoney(amount);
  const { size } = SIZES.find(({ letters }) => text.length <= letters) ?? { size: "" };
  return (
    <p data-amount className="@container w-full">
      <span className={`${size} block leading-[1.1]`}>
        <Amount sign={sign} signClass={signClass}>
          {digits}
        </Amount>
      </span>
    </p>
  );
}

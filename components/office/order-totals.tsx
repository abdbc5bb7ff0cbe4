import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonClass } from "#components/ui/button.tsx";
import { moneyText } from "#lib/money/format.ts";
import { fromMoneyText } from "#lib/money/money.ts";
import type { OrderTotals } from "#lib/orders/view.ts";

type Props = {
  sums: ReactNode;
  /** Addresses of the first and of the next page, where there are such. */
  newest: string | null;
  older: string | null;
};

/** Sums of all that matches, one line a currency; null while they are being added up. */
export function OrderSums({ totals }: { totals: readonly OrderTotals[] | null }) {
  const t = useTranslations("orders");
  if (totals === null) return <p className="text-muted">{t("adding")}</p>;
  return (
    <ul
      aria-label={t("totals")}
      className="grid gap-x-8 gap-y-3 max-tablet:w-full tablet:grid-cols-[repeat(4,auto)] tablet:gap-y-1"
    >
      {totals.map(({ currency, count, ...sums }) => (
        <li key={currency} className="grid text-muted tablet:col-span-full tablet:grid-cols-subgrid">
          <Sum name={currency}>{t("count", { count })}</Sum>
          {(["paid", "refunded", "net"] as const).map((sum) => (
            <Sum key={sum} name={t(sum)}>
              {moneyText(fromMoneyText(sums[sum]))}
            </Sum>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** Below each other, so that sums of several currencies stand in columns. */
const Sum = ({ name, children }: { name: string; children: string }) => (
  <span className="flex items-baseline justify-between gap-2">
    {name} <b className="whitespace-nowrap font-semibold text-body text-text">{children}</b>
  </span>
);

/** Of very many orders the dashboard tells the sums. */
export function NoSums({ why, most }: { why: "too_many" | "busy"; most: string }) {
  const t = useTranslations("orders");
  return (
    <p className="text-muted">
      {why === "busy" ? t("sumsBusy") : t("tooMany", { most })}{" "}
      <a href="/dashboard?range=month" className="text-accent">
        {t("toDashboard")}
      </a>
    </p>
  );
}

/** Below the rows: the sums, and the way to older ones. */
export function OrderFoot({ sums, newest, older }: Props) {
  const t = useTranslations("orders");
  return (
    <div className="flex flex-wrap items-center gap-x-10 gap-y-3 px-5 py-3.5 text-table">
      {sums}
      <nav className="ml-auto flex gap-2">
        {newest !== null && (
          <a href={newest} className={buttonClass("line")}>
            {t("newest")}
          </a>
        )}
        {older !== null && (
          <a href={older} rel="next" className={buttonClass("line")}>
            {t("older")}
          </a>
        )}
      </nav>
    </div>
  );
}

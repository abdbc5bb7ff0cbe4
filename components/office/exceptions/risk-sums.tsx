import { useTranslations } from "next-intl";
import { namedAmount } from "#components/orders/named-amount.ts";
import type { RiskSum } from "#lib/exceptions/view.ts";

/** The money at risk, one line a currency. */
export function RiskSums({ risk }: { risk: readonly RiskSum[] }) {
  const t = useTranslations("exceptions");
  if (risk.length === 0) return null;
  return (
    <section aria-label={t("risk")} className="mb-4 flex flex-wrap gap-x-8 gap-y-2 text-table">
      <h2 className="text-muted">{t("risk")}</h2>
      <ul className="flex flex-wrap gap-x-8 gap-y-1">
        {risk.map(({ currency, count, amount }) => (
          <li key={currency} data-risk={currency}>
            <b className="font-semibold">{namedAmount(amount)}</b>{" "}
            <span className="text-muted">{t("riskOf", { count })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

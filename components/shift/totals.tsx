"use client";

import { useTranslations } from "next-intl";
import { PARTS, type ShiftReport, type Sums } from "#lib/shifts/view.ts";
import { minus, reportMoney } from "./money.ts";

/** What came in and went out, for each currency; what does not belong to this shift alone stands apart. */
export function Totals({ report }: { report: ShiftReport }) {
  const t = useTranslations("shift.totals");
  const money = reportMoney(report);
  const apart = PARTS.filter((part) => part !== "own" && report.parts[part].length > 0);
  const own = report.parts.own;
  return (
    <div className="grid gap-6">
      {own.map((sums) => (
        <div key={sums.currency}>
          {own.length > 1 && <h3 className="pb-1 font-semibold text-table">{sums.currency}</h3>}
          <dl>
            <Line name={t("sales", { count: sums.count })} value={money(sums.sales, sums.currency)} />
            <Line name={t("refunds", { count: sums.refundCount })} value={money(minus(sums.refunds), sums.currency)} />
            <Line name={t("net")} value={money(sums.net, sums.currency)} large />
          </dl>
        </div>
      ))}
      {report.cashiers.length > 0 && (
        <div>
          <h3 className="pb-1 font-semibold text-table">{t("cashiers")}</h3>
          <ul>
            {report.cashiers.map(({ name, sums }) => (
              <li
                key={name}
                className="flex flex-wrap items-baseline justify-between gap-x-6 border-line border-b py-2.5 text-table last:border-0"
              >
                <span className="[overflow-wrap:anywhere]">{name}</span>
                <span className="ml-auto grid justify-items-end">
                  {sums.map((one) => (
                    <span key={one.currency}>
                      <span className="text-muted">{partText(t, one)}</span>{" "}
                      <b className="ml-2 whitespace-nowrap font-semibold text-body">{money(one.net, one.currency)}</b>
                    </span>
                  ))}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {apart.length > 0 && (
        <div>
          <h3 className="pb-1 font-semibold text-table">{t("apart")}</h3>
          <dl>
            {apart.flatMap((part) =>
              report.parts[part].map((sums) => (
                <Line
                  key={`${part}${sums.currency}`}
                  name={t(`parts.${part}`)}
                  note={partText(t, sums)}
                  value={money(sums.net, sums.currency)}
                />
              )),
            )}
            {report.total.map((sums) => (
              <Line key={sums.currency} name={t("total")} value={money(sums.net, sums.currency)} large />
            ))}
          </dl>
        </div>
      )}
    </div>
  );
}

/** "3 sales · 1 refund"; what there is none of is left out. */
export const partText = (t: ReturnType<typeof useTranslations<"shift.totals">>, sums: Sums): string =>
  [
    ...(sums.count > 0 || sums.refundCount === 0 ? [t("salesCount", { count: sums.count })] : []),
    ...(sums.refundCount > 0 ? [t("refundsCount", { count: sums.refundCount })] : []),
  ].join(" · ");

type LineProps = { name: string; note?: string; value: string; large?: boolean };

function Line({ name, note, value, large = false }: LineProps) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-6 border-line border-b py-2.5 text-table last:border-0">
      <dt className={large ? "font-semibold" : ""}>
        {name}
        {note !== undefined && <span className="block text-muted text-small">{note}</span>}
      </dt>
      <dd className={`ml-auto whitespace-nowrap text-right ${large ? "font-semibold text-title" : "text-body"}`}>
        {value}
      </dd>
    </div>
  );
}

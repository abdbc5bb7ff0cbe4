import { useLocale, useTranslations } from "next-intl";
import { currencyDigits } from "#lib/money/currency.ts";
import type { Report } from "#lib/reports/view.ts";
import { ChartCard } from "./chart-card.tsx";
import { dayLabel, longDate, shortDate, spanText } from "./date-text.ts";
import { countText, figureText, lengthOf, roundText } from "./figures.ts";
import { BarChart } from "./plot/bar-chart.tsx";
import { LineChart } from "./plot/line-chart.tsx";
import { Ranking } from "./plot/ranking.tsx";
import { type ReportFilter, reportAddress } from "./report-filter.ts";
import { reportTables, scanLabel } from "./tables.ts";

type Props = { report: Report; filter: ReportFilter; withStores: boolean };

/** Every chart of the dashboard, each with its table. */
export function Charts({ report, filter, withStores }: Props) {
  const t = useTranslations("reports");
  const language = useLocale();
  const { currency, hours, days, stores, cashiers, scanTimes, scanMedian } = report;
  const tables = reportTables(report, { t, language });
  const money = { least: 10 ** currencyDigits(currency), tickText: (minor: number) => roundText(minor, currency) };
  const [bestHour] = hours.toSorted((one, other) => lengthOf(other.sums.net) - lengthOf(one.sums.net));
  const today = days.at(-1);
  const nothing = <p className="pb-2 text-muted text-table">{t("nothing")}</p>;
  return (
    <div className="grid gap-4 tablet:gap-6 desktop:grid-cols-2">
      <ChartCard title={t("byHour")} file={reportAddress(filter, "hours")} table={tables.hours}>
        <BarChart
          name={
            bestHour
              ? t("hourChart", { hour: bestHour.label, amount: `${currency} ${figureText(bestHour.sums.net)}` })
              : t("nothing")
          }
          bars={hours.map(({ label, sums }) => ({
            ...{ label: label.replace(/:00$/, ""), value: lengthOf(sums.net), text: figureText(sums.net) },
          }))}
          {...money}
        />
        {hours.length === 0 && nothing}
      </ChartCard>
      <ChartCard title={t("byDay")} file={reportAddress(filter, "days")} table={tables.days}>
        <LineChart
          name={t("dayChart", {
            days: spanText({ first: days[0]?.day ?? report.span.first, last: report.span.last }, language),
            last: longDate(report.span.last, language),
            amount: today ? `${currency} ${figureText(today.sums.net)}` : "",
          })}
          points={days.map(({ day, sums, before }, at) => ({
            ...{ label: dayLabel(day, language, at === 0), value: lengthOf(sums.net), before: lengthOf(before.net) },
          }))}
          lastText={today ? figureText(today.sums.net) : ""}
          beforeText={t("daysBefore", {
            first: shortDate(report.daysBefore.first, language),
            last: shortDate(report.daysBefore.last, language),
          })}
          {...money}
        />
      </ChartCard>
      {withStores && (
        <ChartCard title={t("byStore")} file={reportAddress(filter, "stores")} table={tables.stores}>
          {stores.length === 0 ? nothing : <Ranking rows={stores.map(toRank)} />}
        </ChartCard>
      )}
      <ChartCard title={t("byCashier")} file={reportAddress(filter, "cashiers")} table={tables.cashiers}>
        {cashiers.length === 0 ? nothing : <Ranking rows={cashiers.map(toRank)} />}
      </ChartCard>
      <ChartCard
        title={t("byScanTime")}
        note={scanMedian === null ? null : t("median", { seconds: scanMedian })}
        file={reportAddress(filter, "scanTimes")}
        table={tables.scanTimes}
      >
        <BarChart
          name={scanMedian === null ? t("nothing") : t("scanChart", { seconds: scanMedian })}
          bars={scanTimes.map((bar) => ({
            ...{ label: scanLabel(bar), value: bar.payments, text: countText(bar.payments) },
          }))}
          least={1}
          tickText={countText}
        />
        {scanTimes.length === 0 && nothing}
      </ChartCard>
    </div>
  );
}

const toRank = ({ id, label, sums }: Report["stores"][number]) => ({
  ...{ id, label, value: lengthOf(sums.net), text: figureText(sums.net) },
});

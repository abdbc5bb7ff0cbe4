import { useLocale, useTranslations } from "next-intl";
import { currencyDigits } from "#lib/money/currency.ts";
import type { MoneyText } from "#lib/money/money.ts";
import type { NamedSums, Report } from "#lib/reports/view.ts";
import { ChartCard } from "./chart-card.tsx";
import { dayLabel, longDate, shortDate, spanText, weekdayText } from "./date-text.ts";
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
  const named = (amount: MoneyText) => `${currency} ${figureText(amount)}`;
  const others = (count: number) => t("others", { count });
  const before = (amount: MoneyText) => `${t("netBefore")}: ${figureText(amount)}`;
  return (
    <div className="grid gap-4 tablet:gap-6 desktop:grid-cols-2">
      <ChartCard title={t("byHour")} file={reportAddress(filter, "hours")} table={tables.hours}>
        <BarChart
          name={bestHour ? t("hourChart", { hour: bestHour.label, amount: named(bestHour.sums.net) }) : t("nothing")}
          title={t("byHour")}
          bars={hours.map(({ label, sums }) => ({
            ...{ label: label.replace(/:00$/, ""), value: lengthOf(sums.net), text: figureText(sums.net) },
            reading: [label, named(sums.net)],
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
            amount: today ? named(today.sums.net) : "",
          })}
          title={t("byDay")}
          points={days.map((day, at) => ({
            label: dayLabel(day.day, language, at === 0),
            ...{ value: lengthOf(day.sums.net), before: lengthOf(day.before.net) },
            reading: [
              `${weekdayText(day.day, language)} ${shortDate(day.day, language)}`,
              named(day.sums.net),
              before(day.before.net),
            ],
          }))}
          lastText={today ? figureText(today.sums.net) : ""}
          beforeText={t("daysBefore", {
            first: shortDate(report.daysBefore.first, language),
            last: shortDate(report.daysBefore.last, language),
          })}
          {...money}
        />
        {days.every(({ sums }) => sums.payments + sums.refunds === 0) && nothing}
      </ChartCard>
      {withStores && (
        <ChartCard title={t("byStore")} file={reportAddress(filter, "stores")} table={tables.stores}>
          {stores.length === 0 ? nothing : <Ranking rows={ranked(stores, others)} />}
        </ChartCard>
      )}
      <ChartCard title={t("byCashier")} file={reportAddress(filter, "cashiers")} table={tables.cashiers}>
        {cashiers.length === 0 ? nothing : <Ranking rows={ranked(cashiers, others)} />}
      </ChartCard>
      <ChartCard
        title={t("byScanTime")}
        note={scanMedian === null ? null : t("median", { seconds: scanMedian })}
        file={reportAddress(filter, "scanTimes")}
        table={tables.scanTimes}
      >
        <BarChart
          name={scanMedian === null ? t("nothing") : t("scanChart", { seconds: scanMedian })}
          title={t("byScanTime")}
          bars={scanTimes.map((bar) => ({
            ...{ label: scanLabel(bar), value: bar.payments, text: countText(bar.payments) },
            reading: [t("scanSeconds", { seconds: scanLabel(bar) }), t("scanPayments", { count: bar.payments })],
          }))}
          least={1}
          tickText={countText}
        />
        {scanTimes.length === 0 && nothing}
      </ChartCard>
    </div>
  );
}

const toRank = ({ id, label, sums }: NamedSums) => ({
  ...{ id, label, value: lengthOf(sums.net), text: figureText(sums.net) },
});

/** More stand in the table alone. */
const MOST_RANKED = 8;

/** The first ones, and what all others come to, without a bar: it would be the longest. */
function ranked(all: readonly NamedSums[], others: (count: number) => string) {
  if (all.length <= MOST_RANKED) return all.map(toRank);
  const [first, rest] = [all.slice(0, MOST_RANKED - 1), all.slice(MOST_RANKED - 1)];
  const minor = rest.reduce((sum, { sums }) => sum + BigInt(sums.net.minor), 0n);
  const text = figureText({ minor: String(minor), currency: rest[0]?.sums.net.currency ?? "" });
  return [...first.map(toRank), { id: "others", label: others(rest.length), value: 0, text }];
}

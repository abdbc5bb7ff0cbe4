import type { useTranslations } from "next-intl";
import type { CsvColumn } from "#lib/csv/write-csv.ts";
import { decimalText, fromMoneyText } from "#lib/money/money.ts";
import type { Report, ScanTimes, Sums } from "#lib/reports/view.ts";
import type { TableTwin } from "./chart-card.tsx";
import { shortDate } from "./date-text.ts";
import { countText, figureText } from "./figures.ts";
import type { ReportTable } from "./report-filter.ts";

type Words = { t: ReturnType<typeof useTranslations<"reports">>; language: string };

const SUMS = ["payments", "paid", "refunds", "refunded", "net"] as const;

/** "2", "6–7", "60+" seconds. */
export const scanLabel = ({ from, until }: ScanTimes): string =>
  until === null ? `${from}+` : until - from === 1 ? String(from) : `${from}–${until - 1}`;

const cells = (sums: Sums): string[] =>
  SUMS.map((name) => {
    const value = sums[name];
    return typeof value === "number" ? countText(value) : figureText(value);
  });

/** What each chart shows, in words. */
export function reportTables(report: Report, { t, language }: Words): Record<ReportTable, TableTwin> {
  const sums = SUMS.map((name) => t(name));
  const named = (name: string, rows: readonly { label: string; sums: Sums }[]): TableTwin => ({
    head: [name, ...sums],
    rows: rows.map((row) => [row.label, ...cells(row.sums)]),
  });
  return {
    hours: named(t("hour"), report.hours),
    days: {
      head: [t("day"), ...sums, t("netBefore")],
      rows: report.days.map((row) => [shortDate(row.day, language), ...cells(row.sums), figureText(row.before.net)]),
    },
    stores: named(t("store"), report.stores),
    cashiers: named(t("cashier"), report.cashiers),
    scanTimes: {
      head: [t("seconds"), t("payments")],
      rows: report.scanTimes.map((row) => [scanLabel(row), countText(row.payments)]),
    },
  };
}

const NAMES = { hours: "hour", days: "day", stores: "store", cashiers: "cashier" } as const;

type FileRow = { label: string; sums?: Sums; before?: Sums; payments?: number };

/** The same as a file: names are text, and numbers are plain numbers of one currency, so that columns can be added up. */
export function reportFile(
  report: Report,
  table: ReportTable,
  t: Words["t"],
): { columns: CsvColumn<FileRow>[]; rows: FileRow[] } {
  const label = (name: string): CsvColumn<FileRow> => ({ name, kind: "text", of: (row) => row.label });
  const number = (name: string, of: (row: FileRow) => string | null): CsvColumn<FileRow> => ({
    ...{ name, kind: "number", of },
  });
  if (table === "scanTimes") {
    const rows = report.scanTimes.map((row) => ({ label: scanLabel(row), payments: row.payments }));
    return { columns: [label(t("seconds")), number(t("payments"), (row) => String(row.payments))], rows };
  }
  const columns = [
    label(t(NAMES[table])),
    { name: t("currency"), kind: "text", of: () => report.currency } satisfies CsvColumn<FileRow>,
    ...SUMS.map((name) => number(t(name), ({ sums }) => plain(sums?.[name]))),
    ...(table === "days" ? [number(t("netBefore"), ({ before }) => plain(before?.net))] : []),
  ];
  const rows = table === "days" ? report.days.map(({ day, ...row }) => ({ label: day, ...row })) : report[table];
  return { columns, rows };
}

const plain = (value: Sums[keyof Sums] | undefined): string | null =>
  value === undefined ? null : typeof value === "number" ? String(value) : decimalText(fromMoneyText(value));

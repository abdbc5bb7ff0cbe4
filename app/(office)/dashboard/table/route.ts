import { getTranslations } from "next-intl/server";
import { REPORT_TABLES, readReportFilter } from "#components/office/reports/report-filter.ts";
import { reportFile } from "#components/office/reports/tables.ts";
import { csvHead, csvLines } from "#lib/csv/write-csv.ts";
import { loadReport } from "../load.ts";

/** A chart of the dashboard as a table: sums alone, for whoever sees them on the page. */
export async function GET(request: Request): Promise<Response> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const table = REPORT_TABLES.find((one) => one === query.table) ?? "days";
  const [result, t] = await Promise.all([loadReport(readReportFilter(query)), getTranslations("reports")]);
  if (result.kind === "busy") {
    const headers = { ...PRIVATE, "content-type": "text/plain; charset=utf-8", "retry-after": "5" };
    return new Response(`${t("busy")}\n`, { status: 503, headers });
  }
  const { span } = result.report;
  const { columns, rows } = reportFile(result.report, table, t);
  const name = `${table}-${span.first}-${span.last}.csv`;
  return new Response(csvHead(columns) + csvLines(columns, rows), {
    headers: {
      ...PRIVATE,
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
    },
  });
}

const PRIVATE = { "cache-control": "no-store" };

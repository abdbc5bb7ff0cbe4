import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonClass } from "#components/ui/button.tsx";

export type TableTwin = { head: readonly string[]; rows: readonly (readonly string[])[] };

type Props = {
  title: string;
  note?: string | null;
  /** Where its table can be had as a file. */
  file: string;
  table: TableTwin;
  children: ReactNode;
};

const CELL =
  "whitespace-nowrap border-line border-b px-3 py-2 text-right font-normal first:pl-0 first:text-left last:pr-0";

/** What scrolls sideways has to be reached and moved by keyboard (WCAG 2.1.1). */
const SCROLLS = { tabIndex: 0 } as const;

/** A chart with everything that it shows in words below, and as a file. */
export function ChartCard({ title, note = null, file, table, children }: Props) {
  const t = useTranslations("reports");
  return (
    <section aria-label={title} className="min-w-0 rounded-card border border-line bg-card px-4 pb-2 tablet:px-5">
      <div className="flex min-h-14 items-center gap-3">
        <h2 className="font-semibold text-table">{title}</h2>
        {note !== null && <span className="truncate text-muted text-small">{note}</span>}
        <a
          href={file}
          download
          aria-label={t("file", { title })}
          className={buttonClass("plain", "ml-auto px-2! text-table!")}
        >
          CSV
        </a>
      </div>
      {children}
      <details className="mt-2">
        <summary className="inline-flex min-h-11 cursor-pointer items-center text-accent text-table">
          {t("asTable")}
        </summary>
        <section {...SCROLLS} aria-label={title} className="overflow-x-auto pb-3">
          <table className="w-full border-collapse text-table">
            <thead>
              <tr>
                {table.head.map((name) => (
                  <th key={name} scope="col" className={`${CELL} text-muted text-small`}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map(([name = "", ...cells]) => (
                <tr key={name}>
                  <th scope="row" className={CELL}>
                    {name}
                  </th>
                  {table.head.slice(1).map((column, at) => (
                    <td key={column} className={CELL}>
                      {cells[at]}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </section>
  );
}

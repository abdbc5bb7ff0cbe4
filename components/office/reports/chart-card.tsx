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

/** On a narrow screen each row is a few lines, and each figure wears the name of its column. */
const ROW =
  "max-tablet:flex max-tablet:flex-wrap max-tablet:gap-x-4 max-tablet:border-line max-tablet:border-b max-tablet:py-2";
const CELL =
  "text-right font-normal tablet:whitespace-nowrap tablet:border-line tablet:border-b tablet:px-3 tablet:py-2 tablet:last:pr-0 tablet:first:pl-0 tablet:first:text-left";
const FIGURE = "max-tablet:before:mr-1.5 max-tablet:before:text-muted max-tablet:before:content-[attr(data-name)]";

/** What scrolls sideways has to be reached and moved by keyboard (WCAG 2.1.1). */
const SCROLLS = { tabIndex: 0 } as const;

/** A chart with everything that it shows in words below, and as a file. */
export function ChartCard({ title, note = null, file, table, children }: Props) {
  const t = useTranslations("reports");
  return (
    <section
      aria-label={title}
      className="min-w-0 rounded-card border border-line bg-card px-4 pb-2 tablet:px-5 desktop:last:odd:col-span-2"
    >
      <div className="flex min-h-14 items-center gap-3">
        <h2 className="font-semibold text-table">{title}</h2>
        {note !== null && <span className="truncate text-muted text-small">{note}</span>}
        <a
          href={file}
          download
          aria-label={`CSV: ${title}`}
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
          <table className="w-full border-collapse text-table max-tablet:block">
            <thead className="max-tablet:sr-only">
              <tr>
                {table.head.map((name) => (
                  <th key={name} scope="col" className={`${CELL} text-muted text-small`}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="max-tablet:block">
              {table.rows.map(([name = "", ...cells]) => (
                <tr key={name} className={ROW}>
                  <th
                    scope="row"
                    className={`${CELL} max-tablet:basis-full max-tablet:text-left max-tablet:font-semibold`}
                  >
                    {name}
                  </th>
                  {table.head.slice(1).map((column, at) => (
                    <td key={column} data-name={column} className={`${CELL} ${FIGURE}`}>
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

import { useTranslations } from "next-intl";
import { namedAmount } from "#components/orders/named-amount.ts";
import { clockText, dayText } from "#components/ui/time-text.ts";
import type { EntryView } from "#lib/audit/view.ts";
import { changedText, whoText } from "./audit-words.ts";

type Props = { rows: readonly EntryView[]; timeZone: string };

const CELL = "h-12 whitespace-nowrap border-line border-b px-3 py-1 first:pl-5 last:pr-5";
const WRAPS = "whitespace-normal! [overflow-wrap:anywhere]";
const HEAD =
  "h-11 whitespace-nowrap border-line-2 border-b px-3 text-left font-normal text-muted text-small first:pl-5 last:pr-5";

/** What scrolls sideways has to be reached and moved by keyboard (WCAG 2.1.1). */
const SCROLLS = { tabIndex: 0 } as const;

const When = ({ at, timeZone }: { at: string; timeZone: string }) => (
  <time dateTime={at}>{`${dayText(at, timeZone)} ${clockText(at, timeZone)}`}</time>
);

/** The words of an entry beside its kind. */
function useWords() {
  const t = useTranslations("audit");
  return {
    who: (entry: EntryView): string => whoText(t, entry),
    what: ({ amount, personName, name, failures, leftOpen }: EntryView): string =>
      [
        amount && namedAmount(amount),
        personName ?? name,
        failures !== null && t("tries", { count: failures }),
        leftOpen > 0 && t("left", { count: leftOpen }),
      ]
        .filter(Boolean)
        .join(" · "),
    where: ({ storeName, registerName, deviceName }: EntryView): string =>
      [storeName, registerName, deviceName].filter(Boolean).join(" · "),
  };
}

/** So many members are named in a line; a store that was made has dozens. */
const MOST_NAMED = 3;

/** Which settings an entry changed. */
function Changed({ changed }: Pick<EntryView, "changed">) {
  const t = useTranslations("audit");
  const tr = useTranslations("roles.names");
  const named = changedText(tr, { changed });
  if (changed.length <= MOST_NAMED) return named;
  return (
    <details>
      <summary className="min-h-6 cursor-pointer text-muted">{t("changed", { count: changed.length })}</summary>
      <p className="pt-1 text-small">{named}</p>
    </details>
  );
}

/** Desktop and tablet: one row an entry. */
export function AuditTable({ rows, timeZone }: Props) {
  const t = useTranslations("audit");
  const words = useWords();
  return (
    <section {...SCROLLS} aria-label={t("title")} className="overflow-x-auto max-tablet:hidden">
      <table className="w-full border-collapse text-table">
        <thead>
          <tr>
            <th className={HEAD}>{t("time")}</th>
            <th className={HEAD}>{t("kind")}</th>
            <th className={HEAD}>{t("who")}</th>
            <th className={HEAD}>{t("what")}</th>
            <th className={HEAD}>{t("where")}</th>
            <th className={`${HEAD} max-desktop:hidden`}>{t("address")}</th>
            <th className={`${HEAD} text-right`}>{t("number")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-entry={row.kind}>
              <td className={CELL}>
                <When at={row.at} timeZone={timeZone} />
              </td>
              <td className={`${CELL} font-semibold`}>{t(`kinds.${row.kind}`)}</td>
              <td className={CELL}>{words.who(row)}</td>
              <td className={`${CELL} ${WRAPS} min-w-32`}>
                {words.what(row)} <Changed {...row} />
              </td>
              <td className={`${CELL} ${WRAPS} min-w-32 text-muted`}>{words.where(row)}</td>
              <td className={`${CELL} text-muted max-desktop:hidden`}>{row.address}</td>
              <td className={`${CELL} text-right text-muted`}>{row.number ?? t("unsealed")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Phones: a card an entry. */
export function AuditCards({ rows, timeZone }: Props) {
  const t = useTranslations("audit");
  const words = useWords();
  return (
    <ul className="tablet:hidden">
      {rows.map((row) => (
        <li
          key={row.id}
          data-entry={row.kind}
          className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1 border-line border-b px-4 py-3 text-table last:border-b-0"
        >
          <b className="font-semibold">{t(`kinds.${row.kind}`)}</b>
          <span className="text-right text-muted text-small">{row.number ?? t("unsealed")}</span>
          <span className="col-span-2 [overflow-wrap:anywhere]">
            {[words.who(row), words.what(row)].filter(Boolean).join(" · ")} <Changed {...row} />
          </span>
          <span className="col-span-2 text-muted text-small [overflow-wrap:anywhere]">
            <When at={row.at} timeZone={timeZone} />
            {[words.where(row), row.address].filter(Boolean).map((part) => ` · ${part}`)}
          </span>
        </li>
      ))}
    </ul>
  );
}

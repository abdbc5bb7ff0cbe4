import { useTranslations } from "next-intl";
import { lookOfRow } from "#components/orders/look.ts";
import { namedAmount } from "#components/orders/named-amount.ts";
import { StateWord } from "#components/orders/state-word.tsx";
import { tradeTailText } from "#components/orders/trade-tail.ts";
import { clockText, dayText } from "#components/ui/time-text.ts";
import { moneyText } from "#lib/money/format.ts";
import { fromMoneyText, type MoneyText } from "#lib/money/money.ts";
import type { OrderRow } from "#lib/orders/view.ts";

type Props = {
  rows: readonly OrderRow[];
  /** Amounts wear the code of their currency when there are several. */
  withCurrency: boolean;
  /** The day stands beside the time when rows are of more than one day. */
  withDay: boolean;
  withStore: boolean;
};

const textOf = (amount: MoneyText, withCurrency: boolean): string =>
  withCurrency ? namedAmount(amount) : moneyText(fromMoneyText(amount));

function When({ row, withDay }: Pick<Props, "withDay"> & { row: OrderRow }) {
  const zone = row.timeZone;
  return (
    <time dateTime={row.createdAt}>
      {withDay && `${dayText(row.createdAt, zone)} `}
      {clockText(row.createdAt, zone)}
    </time>
  );
}

/** The state leads to the order. */
function OpenOrder({ row, className }: { row: OrderRow; className: string }) {
  return (
    <a href={`/orders/${row.id}`} className={`text-text no-underline ${className}`}>
      <StateWord look={lookOfRow(row)} />
    </a>
  );
}

const CELL = "h-12 whitespace-nowrap border-line border-b px-3 first:pl-5 last:pr-5";
const HEAD =
  "h-11 whitespace-nowrap border-line-2 border-b px-3 text-left font-normal text-muted text-small first:pl-5 last:pr-5";

/** What scrolls sideways has to be reached and moved by keyboard (WCAG 2.1.1). */
const SCROLLS = { tabIndex: 0 } as const;

/** Desktop and tablet: one row an order. */
export function OrderTable({ rows, withCurrency, withDay, withStore }: Props) {
  const t = useTranslations("orders");
  const place = (row: OrderRow) => (withStore ? `${row.storeName} · ${row.registerName}` : row.registerName);
  return (
    <section {...SCROLLS} aria-label={t("title")} className="overflow-x-auto max-tablet:hidden">
      <table className="w-full border-collapse text-table">
        <thead>
          <tr>
            <th className={HEAD}>{t("state")}</th>
            <th className={HEAD}>{t("time")}</th>
            <th className={`${HEAD} text-right`}>{t("amount")}</th>
            <th className={`${HEAD} text-right`}>{t("refunded")}</th>
            <th className={`${HEAD} pl-8`}>{t("reference")}</th>
            <th className={HEAD}>{t("register")}</th>
            <th className={`${HEAD} max-desktop:hidden`}>{t("cashier")}</th>
            <th className={`${HEAD} max-desktop:hidden`}>{t("method")}</th>
            <th className={`${HEAD} text-right`}>{t("trade")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-order={row.id} data-state={row.state} className="hover:bg-hover">
              <td className={`${CELL} min-w-40`}>
                <OpenOrder row={row} className="flex min-h-11 items-center hover:underline" />
              </td>
              <td className={CELL}>
                <When row={row} withDay={withDay} />
              </td>
              <td className={`${CELL} text-right font-semibold text-body`}>{textOf(row.amount, withCurrency)}</td>
              <td className={`${CELL} text-right`}>{row.refunded !== null && textOf(row.refunded, withCurrency)}</td>
              <td className={`${CELL} max-w-56 truncate pl-8 max-desktop:max-w-40`}>{row.reference}</td>
              <td className={`${CELL} text-muted`}>
                <span className="block whitespace-normal py-1">{place(row)}</span>
              </td>
              <td className={`${CELL} text-muted max-desktop:hidden`}>{row.cashierName}</td>
              <td className={`${CELL} text-muted max-desktop:hidden`}>{t(`methods.${row.generation}`)}</td>
              <td className={`${CELL} text-right text-muted`}>
                {row.tradeTail !== null && tradeTailText(row.tradeTail)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Phones: a card of two lines an order. */
export function OrderCards({ rows, withCurrency, withDay, withStore }: Props) {
  const t = useTranslations("orders");
  return (
    <ul className="tablet:hidden">
      {rows.map((row) => {
        const back = row.refunded === null ? null : t("refundedAmount", { amount: textOf(row.refunded, withCurrency) });
        const parts = {
          ...{ back, reference: row.reference, store: withStore ? row.storeName : null },
          ...{ register: row.registerName, cashier: row.cashierName },
        };
        return (
          <li
            key={row.id}
            data-order={row.id}
            data-state={row.state}
            className="relative grid grid-cols-[1fr_auto] gap-x-3 gap-y-1 border-line border-b px-4 py-3 text-table"
          >
            <OpenOrder row={row} className="after:absolute after:inset-0" />
            <b className="text-right font-semibold text-[1.125rem] leading-6">{textOf(row.amount, withCurrency)}</b>
            <span className="col-span-2 text-muted text-small [overflow-wrap:anywhere]">
              <When row={row} withDay={withDay} />
              {/* A line breaks between two parts sooner than in the middle of one. */}
              {Object.entries(parts)
                .filter(([, part]) => part !== null)
                .map(([name, part]) => (
                  <span key={name}>
                    {"\u00a0·"} <span className="inline-block">{part}</span>
                  </span>
                ))}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

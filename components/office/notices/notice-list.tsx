import { useTranslations } from "next-intl";
import { namedAmount } from "#components/orders/named-amount.ts";
import type { LoggedNotice } from "#lib/notices/log/view.ts";
import { CheckChips, EffectWord, NoticeTime, useTookText } from "./notice-words.tsx";

type Props = { rows: readonly LoggedNotice[]; withStore: boolean };

const CELL = "h-12 border-line border-b px-3 py-1.5 first:pl-5 last:pr-5";
const HEAD =
  "h-11 whitespace-nowrap border-line-2 border-b px-3 text-left font-normal text-muted text-small first:pl-5 last:pr-5";

/** What scrolls sideways has to be reached and moved by keyboard (WCAG 2.1.1). */
const SCROLLS = { tabIndex: 0 } as const;

function OrderLink({ order, effect }: Pick<LoggedNotice, "order" | "effect">) {
  const t = useTranslations("notices");
  if (order === null) return <span className="text-muted">{t(effect === "refused" ? "notLookedUp" : "noOrder")}</span>;
  return (
    <>
      <a
        href={`/orders/${order.id}`}
        className="inline-flex min-h-6 items-center whitespace-nowrap font-semibold text-text"
      >
        {namedAmount(order.amount)}
      </a>
      {order.reference !== null && <span className="block text-muted text-small">{order.reference}</span>}
    </>
  );
}

/** Desktop and tablet: one row a notification; what became of it leads to it. */
export function NoticeTable({ rows, withStore }: Props) {
  const t = useTranslations("notices");
  const took = useTookText();
  return (
    <section {...SCROLLS} aria-label={t("title")} className="overflow-x-auto max-tablet:hidden">
      <table className="w-full border-collapse text-table [&_tbody_tr:last-child_td]:border-b-0">
        <thead>
          <tr>
            <th className={HEAD}>{t("effect")}</th>
            <th className={HEAD}>{t("time")}</th>
            <th className={HEAD}>{t("order")}</th>
            <th className={HEAD}>{t("type")}</th>
            <th className={HEAD}>{t("checks")}</th>
            <th className={HEAD}>{t("answer")}</th>
            <th className={`${HEAD} text-right`}>{t("ms")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-notice={row.id} data-effect={row.effect} className="hover:bg-hover">
              <td className={`${CELL} min-w-36`}>
                <a
                  href={`/notifications/${row.id}`}
                  className="flex min-h-11 items-center text-text no-underline hover:underline"
                >
                  <EffectWord effect={row.effect} />
                </a>
              </td>
              <td className={`${CELL} min-w-26`}>
                <NoticeTime at={row.at} timeZone={row.timeZone} />
                {row.deliveries > 1 && (
                  <span className="block text-muted text-small">{t("times", { count: row.deliveries })}</span>
                )}
              </td>
              <td className={`${CELL} min-w-24 [overflow-wrap:anywhere]`}>
                <OrderLink {...row} />
                {withStore && <span className="block text-muted text-small">{row.storeName}</span>}
              </td>
              <td className={`${CELL} min-w-38 max-w-44 [overflow-wrap:anywhere]`}>
                {row.type}
                <Method generation={row.generation} />
              </td>
              <td className={`${CELL} min-w-48`}>
                <CheckChips checks={row.checks} />
              </td>
              <td className={`${CELL} whitespace-nowrap`}>{t(`answers.${row.answer}`)}</td>
              <td className={`${CELL} whitespace-nowrap text-right text-muted`}>{took(row.tookMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Method({ generation }: Pick<LoggedNotice, "generation">) {
  const t = useTranslations("orders.methods");
  return <span className="block text-muted text-small">{t(generation)}</span>;
}

/** Phones: a card a notification. */
export function NoticeCards({ rows, withStore }: Props) {
  const t = useTranslations("notices");
  const took = useTookText();
  return (
    <ul className="tablet:hidden">
      {rows.map((row) => (
        <li
          key={row.id}
          data-notice={row.id}
          data-effect={row.effect}
          className="relative grid grid-cols-[1fr_auto] gap-x-3 gap-y-1 border-line border-b px-4 py-3 text-table last:border-b-0"
        >
          <a
            href={`/notifications/${row.id}`}
            className="inline-flex min-h-6 items-center text-text no-underline after:absolute after:inset-0"
          >
            <EffectWord effect={row.effect} />
          </a>
          <b className="text-right font-semibold">{row.order !== null && namedAmount(row.order.amount)}</b>
          <span className="col-span-2">
            <CheckChips checks={row.checks} />
          </span>
          <span className="col-span-2 text-muted text-small [overflow-wrap:anywhere]">
            <NoticeTime at={row.at} timeZone={row.timeZone} />
            {[
              row.order?.reference,
              row.type,
              withStore ? row.storeName : null,
              t("answered", { answer: t(`answers.${row.answer}`) }),
              took(row.tookMs),
              row.deliveries > 1 ? t("times", { count: row.deliveries }) : null,
            ]
              .filter(Boolean)
              .map((part) => ` · ${part}`)}
          </span>
        </li>
      ))}
    </ul>
  );
}

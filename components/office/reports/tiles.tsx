import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Amount } from "#components/ui/amount.tsx";
import type { InboxCount } from "#lib/exceptions/view.ts";
import { currencySign } from "#lib/money/format.ts";
import type { MoneyText } from "#lib/money/money.ts";
import type { Report } from "#lib/reports/view.ts";
import { shortDate, weekdayText } from "./date-text.ts";
import {
  averageOf,
  changeText,
  countChangeText,
  countText,
  figureText,
  refundPointsText,
  refundRateText,
} from "./figures.ts";

/** `inbox`: how much waits for a person there; "and more" beyond what is counted. */
type Props = { report: Report; inbox: Pick<InboxCount, "count" | "isMore"> | null; inboxAddress: string };

/** Long amounts step down with their signs rather than overflow, all of a row together. */
const sizeOf = (amounts: readonly MoneyText[]): string =>
  amounts.some((amount) => `${currencySign(amount.currency)}${figureText(amount)}`.length > 10)
    ? "text-tape leading-8"
    : "text-count";

/** Today at a glance: one panel, split by hairlines, the net first. */
export function Tiles({ report, inbox, inboxAddress }: Props) {
  const t = useTranslations("reports");
  const language = useLocale();
  const { total, compared } = report;
  const average = averageOf(total);
  const size = sizeOf([total.paid, total.refunded, average ?? total.paid]);
  const net = figureText(total.net);
  const money = (amount: MoneyText) => (
    <Amount sign={currencySign(amount.currency)} className={size}>
      {figureText(amount)}
    </Amount>
  );
  const [nowAverage, beforeAverage] = compared ? [averageOf(compared.now), averageOf(compared.before)] : [null, null];
  const rate = refundRateText(total);
  const rateChange = compared && refundPointsText(compared.now, compared.before);
  return (
    <section
      aria-label={t("figures")}
      className="mb-4 grid grid-cols-2 gap-px overflow-hidden rounded-card border border-line bg-line tablet:mb-6 tablet:grid-cols-3 desktop:grid-cols-[1.4fr_1fr_1fr_0.8fr_1fr_0.9fr]"
    >
      <Tile name={t("net")} className="max-tablet:col-span-2" note={<Compared report={report} language={language} />}>
        <Amount sign={currencySign(total.net.currency)} className={net.length > 10 ? "text-count" : "text-order"}>
          {net}
        </Amount>
      </Tile>
      <Tile name={t("paid")} note={compared && changeText(compared.now.paid, compared.before.paid)}>
        {money(total.paid)}
      </Tile>
      <Tile
        name={t("refunded")}
        note={
          rate !== null && (rateChange === null ? t("rate", { rate }) : t("rateChange", { rate, change: rateChange }))
        }
      >
        {money(total.refunded)}
      </Tile>
      <Tile name={t("payments")} note={compared && countChangeText(compared.now.payments, compared.before.payments)}>
        <b className={`font-semibold tracking-[-0.025em] ${size}`}>{countText(total.payments)}</b>
      </Tile>
      <Tile name={t("average")} note={nowAverage && beforeAverage && changeText(nowAverage, beforeAverage)}>
        {average === null ? <span className={`text-muted ${size}`}>–</span> : money(average)}
      </Tile>
      <Tile
        name={t("problems")}
        className="max-tablet:col-span-2"
        note={
          inbox !== null &&
          inbox.count > 0 && (
            <a href={inboxAddress} className="inline-flex min-h-6 items-center font-semibold text-accent">
              {t("seeProblems")}
            </a>
          )
        }
      >
        <b className={`font-semibold tracking-[-0.025em] ${size}`}>
          {inbox === null ? "–" : `${inbox.count}${inbox.isMore ? "+" : ""}`}
        </b>
      </Tile>
    </section>
  );
}

type TileProps = { name: string; children: ReactNode; note?: ReactNode; className?: string };

function Tile({ name, children, note, className = "" }: TileProps) {
  return (
    <div className={`grid min-w-0 content-start gap-1 bg-card px-4 py-4 tablet:px-5 ${className}`}>
      <span className="text-muted text-table">{name}</span>
      {children}
      <span className="min-h-4.5 text-muted text-small">{note}</span>
    </div>
  );
}

/** "+ 4.2 % on last Saturday by 14:00" */
function Compared({ report: { compared, span }, language }: { report: Report; language: string }) {
  const t = useTranslations("reports");
  if (compared === null) return t("noCompare");
  const change = changeText(compared.now.net, compared.before.net);
  if (change === null) return t("noCompare");
  const { first, last } = compared.span;
  const isDay = span.first === span.last;
  const days = isDay
    ? `${weekdayText(first, language)} ${shortDate(first, language)}`
    : `${shortDate(first, language)} – ${shortDate(last, language)}`;
  return compared.hour === null
    ? t("compared", { change, days })
    : t("comparedBy", { change, days, hour: compared.hour });
}

"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { stampText } from "#components/receipt/stamp-text.ts";
import { Stripes } from "#components/receipt/stripes.tsx";
import { PARTS, type ShiftReport } from "#lib/shifts/view.ts";
import { minus, numberText, reportMoney } from "../money.ts";
import { partText } from "../totals.tsx";

type Props = { report: ShiftReport; width: 58 | 80; copy: number };

/** What a printer of that paper reaches: 48 and 72 mm, in the middle. */
const REACH = { 58: "mx-[5mm] w-[48mm]", 80: "mx-[4mm] w-[72mm]" };

/** A report on paper: black only, amounts whole, names wrapped. */
export function Slip({ report, width, copy }: Props) {
  const t = useTranslations("shift");
  const tt = useTranslations("shift.totals");
  const money = reportMoney(report);
  const stamp = (at: string) => stampText(at, report.timeZone);
  return (
    <div
      data-slip={width}
      className={`paper grid grid-cols-1 gap-[1em] pt-[2mm] text-[12px] leading-[1.35] [overflow-wrap:anywhere] ${REACH[width]}`}
    >
      {report.practice && <Stripes />}
      <header className="text-center">
        <p className="font-semibold text-[1.25em] leading-tight">{report.storeName}</p>
        <p>{report.registerName}</p>
        {report.practice && <p className="font-semibold">TEST / 测试</p>}
      </header>
      <p className="text-center font-semibold text-[1.333em] leading-tight">
        {report.number === null ? t("slip.x") : `${t("z")} ${numberText(report.number)}`}
        {copy > 0 && <span className="block">{t("slip.copy", { copy })}</span>}
      </p>
      <dl>
        <Pair name={t("facts.day")}>{report.businessDay}</Pair>
        <Pair name={t("facts.opened")}>
          {stamp(report.openedAt)} {report.openedBy}
        </Pair>
        {report.handOvers.map(({ at, from, to, note }) => (
          <Pair key={at} name={t("facts.handedOver")}>
            {stamp(at)} {from} → {to} {note}
          </Pair>
        ))}
        <Pair name={report.number === null ? t("slip.made") : t("facts.closed")}>
          {stamp(report.at)} {report.closedBy}
        </Pair>
        {report.deviceName !== null && <Pair name={t("facts.device")}>{report.deviceName}</Pair>}
        {report.previous !== null && <Pair name={t("facts.previous")}>{numberText(report.previous)}</Pair>}
      </dl>
      {report.parts.own.map((sums) => (
        <div key={sums.currency} className="border-text border-t border-dashed pt-[0.5em]">
          {report.parts.own.length > 1 && <p className="font-semibold">{sums.currency}</p>}
          <dl>
            <Pair name={tt("sales", { count: sums.count })} whole>
              {money(sums.sales, sums.currency)}
            </Pair>
            <Pair name={tt("refunds", { count: sums.refundCount })} whole>
              {money(minus(sums.refunds), sums.currency)}
            </Pair>
            <Pair name={tt("net")} whole strong>
              {money(sums.net, sums.currency)}
            </Pair>
          </dl>
        </div>
      ))}
      {report.cashiers.length > 0 && (
        <Section title={tt("cashiers")}>
          {report.cashiers.flatMap(({ name, sums }) =>
            sums.map((one) => (
              <Pair key={`${name}${one.currency}`} name={`${name} (${partText(tt, one)})`} whole>
                {money(one.net, one.currency)}
              </Pair>
            )),
          )}
        </Section>
      )}
      {PARTS.some((part) => part !== "own" && report.parts[part].length > 0) && (
        <Section title={tt("apart")}>
          {PARTS.filter((part) => part !== "own").flatMap((part) =>
            report.parts[part].map((sums) => (
              <Pair key={`${part}${sums.currency}`} name={`${tt(`parts.${part}`)} (${partText(tt, sums)})`} whole>
                {money(sums.net, sums.currency)}
              </Pair>
            )),
          )}
          {report.total.map((sums) => (
            <Pair key={sums.currency} name={tt("total")} whole strong>
              {money(sums.net, sums.currency)}
            </Pair>
          ))}
        </Section>
      )}
      {report.leftOpen.length > 0 && (
        <Section title={t("facts.leftOpen")}>
          {report.leftOpen.map((item) => (
            <Pair
              key={item.id}
              name={[t(`items.${item.what}`), item.reference, item.note].filter((one) => one !== null).join(" · ")}
              whole
            >
              {money(item.amount, item.currency)}
            </Pair>
          ))}
        </Section>
      )}
      {report.note !== "" && (
        <div className="border-text border-t border-dashed pt-[0.5em]">
          <p className="font-semibold">{t("facts.note")}</p>
          <p>{report.note}</p>
        </div>
      )}
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="border-text border-t border-dashed pt-[0.5em]">
      <p className="font-semibold">{title}</p>
      <dl>{children}</dl>
    </div>
  );
}

type PairProps = { name: string; whole?: boolean; strong?: boolean; children: ReactNode };

/** `whole`: the value never wraps. */
function Pair({ name, whole = false, strong = false, children }: PairProps) {
  return (
    <div
      className={`flex break-inside-avoid flex-wrap justify-between gap-x-[1em] ${strong ? "font-semibold text-[1.167em]" : ""}`}
    >
      <dt>{name}</dt>
      <dd className={`ml-auto text-right ${whole ? "whitespace-nowrap" : ""}`}>{children}</dd>
    </div>
  );
}

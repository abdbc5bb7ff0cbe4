"use client";

import { useTranslations } from "next-intl";
import { Facts } from "#components/ui/facts.tsx";
import { dayText, shortClockText } from "#components/ui/time-text.ts";
import type { PrintResult } from "#lib/shifts/commands.ts";
import type { StoredReport } from "#lib/shifts/view.ts";
import { Block } from "./block.tsx";
import { ItemList } from "./item-list.tsx";
import { numberText, reportMoney } from "./money.ts";
import { PrintKeys } from "./print/print-keys.tsx";
import { Totals } from "./totals.tsx";

type Props = {
  stored: StoredReport;
  paperWidth: 58 | 80;
  printReport: (input: { shiftId: string }) => Promise<PrintResult>;
};

/** A Z report: its number large, what it says, and its print. */
export function ClosedShift({ stored, paperWidth, printReport }: Props) {
  const t = useTranslations("shift");
  const { shiftId, report } = stored;
  const { timeZone } = report;
  const stamp = (at: string, name: string) => `${dayText(at, timeZone)} ${shortClockText(at, timeZone)} · ${name}`;
  const money = reportMoney(report);
  return (
    <>
      <h1 className="print:hidden">
        <span className="block text-muted text-table">{t("z")}</span>
        <span className="block font-semibold text-till tracking-[-0.025em]">{numberText(report.number ?? 0)}</span>
      </h1>
      <PrintKeys
        report={report}
        paperWidth={paperWidth}
        note={() => printReport({ shiftId })}
        printed={stored.copies}
      />
      <Block id="shift-totals" title={t("totals.title")}>
        <Totals report={report} />
      </Block>
      <Block id="shift-facts" title={t("facts.title")}>
        <Facts
          pairs={[
            [t("facts.day"), report.businessDay],
            [t("facts.opened"), stamp(report.openedAt, report.openedBy)],
            ...report.handOvers.map(
              ({ at, to, note }) =>
                [t("facts.handedOver"), `${stamp(at, to)}${note === "" ? "" : ` · ${note}`}`] as const,
            ),
            [t("facts.closed"), stamp(report.at, report.closedBy ?? "")],
            [t("facts.device"), report.deviceName],
            [t("facts.previous"), report.previous === null ? null : numberText(report.previous)],
            [t("facts.note"), report.note],
          ]}
        />
      </Block>
      {report.leftOpen.length > 0 && (
        <Block id="shift-left" title={t("facts.leftOpen")}>
          <ItemList
            items={report.leftOpen}
            timeZone={timeZone}
            money={money}
            below={({ note }) => <p className="mt-1 pl-8 text-muted [overflow-wrap:anywhere]">{note}</p>}
          />
        </Block>
      )}
    </>
  );
}

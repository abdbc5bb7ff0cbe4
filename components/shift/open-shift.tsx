"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { dayText, shortClockText } from "#components/ui/time-text.ts";
import type {
  CheckShiftInput,
  CheckShiftResult,
  CloseShiftInput,
  CloseShiftResult,
  TakeOverInput,
  TakeOverResult,
} from "#lib/shifts/commands.ts";
import type { ShiftView } from "#lib/shifts/view.ts";
import { Block } from "./block.tsx";
import { CloseBlock } from "./close-block.tsx";
import { reportMoney } from "./money.ts";
import { PrintKeys } from "./print/print-keys.tsx";
import { Totals } from "./totals.tsx";
import { TruthCheck } from "./truth-check.tsx";
import { useCheck } from "./use-check.ts";

export type ShiftActions = {
  checkShift: (input: CheckShiftInput) => Promise<CheckShiftResult>;
  closeShift: (input: CloseShiftInput) => Promise<CloseShiftResult>;
  takeOver: (input: TakeOverInput) => Promise<TakeOverResult>;
};

type Props = {
  view: Extract<ShiftView, { kind: "open" }>;
  paperWidth: 58 | 80;
  actions: ShiftActions;
};

/** An open shift: the truth check, the X report, and below them the ways to hand it over or to end it. */
export function OpenShift({ view, paperWidth, actions }: Props) {
  const t = useTranslations("shift");
  const router = useRouter();
  const { report, shiftId } = view;
  const check = useCheck({
    shiftId,
    unclear: view.unclear,
    checkShift: actions.checkShift,
    onNews: () => router.refresh(),
    onSignedOut: () => window.location.assign("/login"),
  });
  const [notes, setNotes] = useState<ReadonlyMap<string, string>>(new Map());
  const [pressed, setPressed] = useState(false);
  const { timeZone } = report;
  return (
    <>
      <div className="print:hidden">
        <h1 className="font-semibold text-title tracking-[-0.01em]">{t("title")}</h1>
        <p className="text-muted text-table">
          {t("since", {
            day: dayText(report.openedAt, timeZone),
            time: shortClockText(report.openedAt, timeZone),
            name: report.openedBy,
          })}
          {report.heldBy !== report.openedBy && ` · ${t("heldBy", { name: report.heldBy })}`}
        </p>
      </div>
      <TruthCheck
        check={check}
        timeZone={timeZone}
        money={reportMoney(report)}
        mayCloseUnclear={view.mayCloseUnclear}
        notes={notes}
        onNote={(id, note) => setNotes((before) => new Map(before).set(id, note))}
        pressed={pressed}
      />
      <Block
        id="shift-totals"
        title={t("totals.title")}
        aside={<span className="text-muted text-table">{t("x", { time: shortClockText(report.at, timeZone) })}</span>}
      >
        <Totals report={report} />
      </Block>
      <PrintKeys report={report} paperWidth={paperWidth} note={null} />
      <CloseBlock
        view={view}
        check={check}
        notes={notes}
        actions={actions}
        onPressed={() => setPressed(true)}
        onUnclear={check.take}
      />
    </>
  );
}

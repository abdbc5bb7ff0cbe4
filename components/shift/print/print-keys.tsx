"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "#components/ui/button.tsx";
import { Icon } from "#components/ui/icon.tsx";
import type { PrintResult } from "#lib/shifts/commands.ts";
import type { ShiftReport } from "#lib/shifts/view.ts";
import { setPaper } from "./set-paper.ts";
import { Slip } from "./slip.tsx";

const WIDTHS = [58, 80] as const;

type Props = {
  report: ShiftReport;
  /** What the printer of this register takes: it comes first. */
  paperWidth: 58 | 80;
  /** Notes a print of a closing report, and says which copy it is; null for a report that is none. */
  note: (() => Promise<PrintResult>) | null;
  /** How often it was printed before. */
  printed?: number;
};

/** Prints a report on narrow or wide paper. */
export function PrintKeys({ report, paperWidth, note, printed = 0 }: Props) {
  const t = useTranslations("shift.print");
  const slip = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<58 | 80>(paperWidth);
  const [copy, setCopy] = useState(printed);
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);

  async function print(wanted: 58 | 80) {
    setBusy(true);
    setFailed(false);
    try {
      const noted = note === null ? { kind: "printed" as const, copy: 0 } : await note();
      if (noted.kind === "signed_out") return window.location.assign("/login");
      if (noted.kind !== "printed") throw new Error(noted.kind);
      flushSync(() => {
        setWidth(wanted);
        setCopy(noted.copy);
      });
      setPaper(wanted, slip.current?.scrollHeight ?? 0);
      window.print();
      if (note !== null) flushSync(() => setCopy(noted.copy + 1));
    } catch {
      setFailed(true);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <div className="flex flex-wrap items-center gap-2 print:hidden">
        {WIDTHS.toSorted((one) => (one === paperWidth ? -1 : 1)).map((one) => (
          <Button key={one} disabled={busy} onClick={() => print(one)}>
            <Icon name="print" />
            {t("print", { width: one })}
          </Button>
        ))}
        {note !== null && copy > 0 && <p className="text-muted text-table">{t("asCopy", { copy })}</p>}
        {failed && (
          <p role="alert" className="w-full font-semibold text-fail text-table">
            {t("failed")}
          </p>
        )}
      </div>
      {/* Laid out, so that its length is known, and seen on paper alone. */}
      <div
        aria-hidden="true"
        className="invisible h-0 overflow-hidden print:visible print:h-auto print:overflow-visible"
      >
        <div ref={slip}>
          <Slip report={report} width={width} copy={note === null ? 0 : copy} />
        </div>
      </div>
    </>
  );
}

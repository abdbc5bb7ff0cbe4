"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { ShiftReport } from "#lib/shifts/view.ts";
import type { WriteMoney } from "./money.ts";

type Props = {
  report: ShiftReport;
  money: WriteMoney;
  /** How many items stay open. */
  left: number;
  locked: boolean;
  onBack: () => void;
  onClose: () => void;
};

/** The last look before a shift ends: its report never changes afterwards. */
export function CloseDialog({ report, money, left, locked, onBack, onClose }: Props) {
  const t = useTranslations("shift.close");
  return (
    <Dialog
      title={t("confirm")}
      onClose={locked ? () => {} : onBack}
      foot={
        <>
          <Button className="min-h-13 flex-1" disabled={locked} onClick={onBack}>
            {t("back")}
          </Button>
          <Button look="primary" className="min-h-13 flex-2" disabled={locked} onClick={onClose}>
            {locked ? t("closing") : t("close")}
          </Button>
        </>
      }
    >
      <ul className="grid gap-1">
        {report.total.map(({ currency, net }) => (
          <li key={currency} className="whitespace-nowrap font-semibold text-order tracking-[-0.025em]">
            {money(net, currency)}
          </li>
        ))}
      </ul>
      <p>{t("final")}</p>
      {left > 0 && <p className="font-semibold">{t("leftOpen", { count: left })}</p>}
    </Dialog>
  );
}

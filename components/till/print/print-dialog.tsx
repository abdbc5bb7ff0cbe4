"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ReceiptActions } from "#components/receipt/printed.ts";
import { useStore } from "#components/till/setting.ts";
import { useMoneyText } from "#components/till/use-money-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Choices } from "#components/ui/choices.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Note } from "#components/ui/note.tsx";
import { shortClockText } from "#components/ui/time-text.ts";
import type { OrderView } from "#lib/orders/view.ts";
import type { PaperWidth, ReceiptChoice } from "#lib/receipts/commands.ts";
import { PaperChoice } from "./paper/paper-choice.tsx";
import { usePrintKey } from "./paper/use-print-key.ts";
import { usePrintReceipt } from "./use-print-receipt.tsx";
import { useReceipts } from "./use-receipts.ts";

type Props = {
  order: OrderView;
  actions: ReceiptActions;
  onPrinted: () => void;
  onClose: () => void;
};

/** Which receipt of an order is printed, and on what paper. The first print is the receipt, later ones are copies (E4). */
export function PrintDialog({ order, actions, onPrinted, onClose }: Props) {
  const t = useTranslations("receipt.till");
  const found = useReceipts(actions.find, order.id);
  const { sheet, step, printReceipt } = usePrintReceipt(actions.print, onPrinted);
  const [wanted, setWanted] = useState<{ refundId?: string | null; paperWidth?: PaperWidth }>({});

  const receipts = found?.kind === "found" ? found.receipts : [];
  const receipt = receipts.find(({ refundId }) => refundId === wanted.refundId) ?? receipts.at(-1);
  const paperWidth = wanted.paperWidth ?? (found?.kind === "found" ? found.paperWidth : 80);
  const busy = step.kind === "busy";

  function go() {
    if (receipt !== undefined && !busy)
      void printReceipt({ orderId: order.id, refundId: receipt.refundId, paperWidth });
  }
  const button = usePrintKey(go);

  return (
    <Dialog
      title={t("print")}
      closeLabel={t("close")}
      onClose={onClose}
      foot={
        <Button
          look="primary"
          className="min-h-13 flex-1"
          aria-disabled={receipt === undefined || busy}
          onClick={go}
          ref={button}
        >
          {busy ? t("asking") : receipt?.prints ? t("copy", { copy: receipt.prints }) : t("first")}
        </Button>
      }
    >
      {found === null && <p className="text-muted">{t("loading")}</p>}
      {found !== null && found.kind !== "found" && <p role="alert">{t(`refused.${found.kind}`)}</p>}
      {found?.kind === "found" && receipts.length === 0 && <p>{t("none")}</p>}
      {receipts.length > 1 && receipt !== undefined && (
        <WhichReceipt receipts={receipts} chosen={receipt} choose={(refundId) => setWanted({ ...wanted, refundId })} />
      )}
      {receipt !== undefined && (
        <PaperChoice chosen={paperWidth} choose={(width) => setWanted({ ...wanted, paperWidth: width })} />
      )}
      <div role="status" className="tone-warn grid gap-2 empty:hidden">
        {receipt !== undefined && receipt.prints > 0 && step.kind === "ready" && (
          <p className="text-muted text-table">{t("copyNote", { copy: receipt.prints })}</p>
        )}
        {step.kind === "blocked" && <Note icon="info">{t("blocked")}</Note>}
        {step.kind === "refused" && <Note icon="info">{t(`refused.${step.reason}`)}</Note>}
      </div>
      {sheet}
    </Dialog>
  );
}

type WhichProps = {
  receipts: readonly ReceiptChoice[];
  chosen: ReceiptChoice;
  choose: (refundId: string | null) => void;
};

const SALE = "sale";

function WhichReceipt({ receipts, chosen, choose }: WhichProps) {
  const t = useTranslations("receipt.till");
  const money = useMoneyText();
  const { timeZone } = useStore();
  const textOf = ({ refundId, amount, at }: ReceiptChoice) =>
    t(refundId === null ? "sale" : "refund", { amount: money.signed(amount), time: shortClockText(at, timeZone) });
  return (
    <Choices
      legend={t("which")}
      name="receipt"
      options={receipts.map((one) => ({ value: one.refundId ?? SALE, text: textOf(one) }))}
      chosen={chosen.refundId ?? SALE}
      choose={(value) => choose(value === SALE ? null : value)}
    />
  );
}

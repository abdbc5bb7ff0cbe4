"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { PrintCodeResult, ReceiptActions } from "#components/receipt/printed.ts";
import type { WrittenCode } from "#components/receipt/written.ts";
import { textsOf } from "#components/till/code/code-choice.ts";
import { useStore } from "#components/till/setting.ts";
import { useMoneyText } from "#components/till/use-money-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Note } from "#components/ui/note.tsx";
import { clockText } from "#components/ui/time-text.ts";
import type { OrderView, PaymentCode } from "#lib/orders/view.ts";
import type { PaperWidth } from "#lib/receipts/commands.ts";
import { CodeSheet } from "./code-sheet.tsx";
import { PaperChoice } from "./paper/paper-choice.tsx";
import { usePrintKey } from "./paper/use-print-key.ts";
import { usePrinter } from "./paper/use-printer.tsx";
import { paperSide } from "./paper-code.ts";
import { useModules } from "./use-modules.tsx";
import { useReceipts } from "./use-receipts.ts";

type Props = { order: OrderView; code: PaymentCode; actions: ReceiptActions; onClose: () => void };

type Trouble =
  | "blocked"
  | "codeGone"
  | "codeLarge"
  | `refused.${Exclude<PrintCodeResult["kind"], "printed" | "gone"> | "no_answer"}`;

/** Puts the payment code on paper, with the end of its time in words. */
export function CodeDialog({ order, code, actions, onClose }: Props) {
  const t = useTranslations("receipt.till");
  const money = useMoneyText();
  const { timeZone } = useStore();
  const found = useReceipts(actions.find, order.id);
  const [chosen, setChosen] = useState<PaperWidth | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const { probe, modules } = useModules(textsOf(code));
  const { sheet, print } = usePrinter();
  const paperWidth = chosen ?? (found?.kind === "found" ? found.paperWidth : 80);

  /** The best text that the paper can hold. */
  function choose(written: WrittenCode): { text: string; side: number } | null {
    for (const text of textsOf(written)) {
      const side = paperSide(modules.get(text) ?? Number.POSITIVE_INFINITY, paperWidth);
      if (side !== null) return { text, side };
    }
    return null;
  }

  async function put(): Promise<Trouble | null> {
    const result = await actions.printCode({ orderId: order.id }).catch(() => ({ kind: "no_answer" as const }));
    if (result.kind === "gone") return "codeGone";
    if (result.kind !== "printed") return `refused.${result.kind}`;
    const fitting = choose(result.code);
    if (fitting === null) return "codeLarge";
    const how = await print({ content: <CodeSheet code={result.code} {...fitting} />, paperWidth });
    return how === "blocked" ? how : null;
  }

  async function go() {
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    const met = await put();
    setBusy(false);
    if (met === null) onClose();
    else setTrouble(met);
  }
  const button = usePrintKey(go);

  return (
    <Dialog
      title={t("codeTitle", { amount: money.signed(order.amount) })}
      closeLabel={t("close")}
      onClose={onClose}
      foot={
        <Button ref={button} look="primary" className="min-h-13 flex-1" aria-disabled={busy} onClick={go}>
          {t(busy ? "asking" : "codePrint")}
        </Button>
      }
    >
      <p>{t("codeText", { time: clockText(code.endsAt, timeZone) })}</p>
      <PaperChoice chosen={paperWidth} choose={setChosen} />
      <div role="status" className="tone-warn">
        {trouble !== null && <Note icon="info">{t(trouble)}</Note>}
      </div>
      {probe}
      {sheet}
    </Dialog>
  );
}

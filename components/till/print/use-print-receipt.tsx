"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { PrintResult, ReceiptActions } from "#components/receipt/printed.ts";
import { Receipt } from "#components/receipt/receipt.tsx";
import type { WrittenReceipt } from "#components/receipt/written.ts";
import type { PrintInput } from "#lib/receipts/commands.ts";
import { usePrinter } from "./paper/use-printer.tsx";

export type PrintStep =
  | { kind: "ready" | "busy" }
  /** The window did not open: the same print is tried again, under the same number. */
  | { kind: "blocked"; input: PrintInput; receipt: WrittenReceipt }
  | { kind: "refused"; reason: Exclude<PrintResult["kind"], "printed"> | "no_answer" };

/** Has a receipt written and numbered by the server, then printed by the browser. */
export function usePrintReceipt(ask: ReceiptActions["print"], onPrinted: () => void) {
  const t = useTranslations("receipt.till");
  const [step, setStep] = useState<PrintStep>({ kind: "ready" });
  const { sheet, print } = usePrinter();

  async function write(input: PrintInput): Promise<PrintResult | { kind: "no_answer" }> {
    if (step.kind === "blocked" && isSame(step.input, input)) return { kind: "printed", receipt: step.receipt };
    setStep({ kind: "busy" });
    return ask(input).catch(() => ({ kind: "no_answer" as const }));
  }

  async function printReceipt(input: PrintInput): Promise<void> {
    const written = await write(input);
    if (written.kind !== "printed") return setStep({ kind: "refused", reason: written.kind });
    const { receipt } = written;
    const content = <Receipt receipt={receipt} codeLabel={t("notPayment")} />;
    const how = await print({ content, paperWidth: input.paperWidth });
    if (how === "blocked") return setStep({ kind: "blocked", input, receipt });
    setStep({ kind: "ready" });
    onPrinted();
  }

  return { sheet, step, printReceipt };
}

const isSame = (a: PrintInput, b: PrintInput): boolean =>
  a.orderId === b.orderId && a.refundId === b.refundId && a.paperWidth === b.paperWidth;

"use server";

import { action } from "#app/action.ts";
import { speakersOf } from "#app/r/speak.ts";
import type { PrintCodeResult, PrintResult } from "#components/receipt/printed.ts";
import { writeCode } from "#components/receipt/write-code.ts";
import { writeReceipt } from "#components/receipt/write-receipt.ts";
import { orderInput } from "#lib/orders/schema.ts";
import { printReceipt as notePrint } from "#lib/receipts/print-receipt.ts";
import { findReceipts as find, findCode } from "#lib/receipts/queries.ts";
import { printInput } from "#lib/receipts/schema.ts";

export const findReceipts = action(
  { name: "findReceipts", takes: orderInput, refusal: "not_found" },
  ({ shop, userId }, { orderId }) => find(shop, userId, orderId),
);

/** The receipt in the words of its store, as it goes on paper. */
export const printReceipt = action(
  { name: "printReceipt", takes: printInput, refusal: "not_found" },
  async ({ shop, userId }, input): Promise<PrintResult> => {
    const result = await notePrint(shop, userId, input);
    if (result.kind !== "printed") return result;
    const { receipt, copy } = result;
    return { kind: "printed", receipt: writeReceipt(receipt, await speakersOf(receipt.store), copy) };
  },
);

/** The payment code as it goes on paper. */
export const printCode = action(
  { name: "printCode", takes: orderInput, refusal: "not_found" },
  async ({ shop, userId }, { orderId }): Promise<PrintCodeResult> => {
    const result = await findCode(shop, userId, orderId);
    if (result.kind !== "found") return result;
    const { code, paperWidth } = result;
    return { kind: "printed", paperWidth, code: writeCode(code, await speakersOf(code.store)) };
  },
);

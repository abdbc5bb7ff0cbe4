"use server";

import { speakersOf } from "#app/r/speak.ts";
import { acting } from "#app/session.ts";
import type { PrintCodeResult, PrintResult } from "#components/receipt/printed.ts";
import { writeCode } from "#components/receipt/write-code.ts";
import { writeReceipt } from "#components/receipt/write-receipt.ts";
import { orderInput } from "#lib/orders/schema.ts";
import { processShop } from "#lib/process.ts";
import type { FindReceiptsResult, PrintInput } from "#lib/receipts/commands.ts";
import { printReceipt as notePrint } from "#lib/receipts/print-receipt.ts";
import { findReceipts as find, findCode } from "#lib/receipts/queries.ts";
import { printInput } from "#lib/receipts/schema.ts";

export async function findReceipts(input: { orderId: string }): Promise<FindReceiptsResult> {
  const staff = await acting(input);
  if (!staff) return { kind: "signed_out" };
  const parsed = orderInput.safeParse(input);
  return parsed.success ? find(processShop(), staff.user.id, parsed.data.orderId) : { kind: "not_found" };
}

/** The receipt in the words of its store, as it goes on paper. */
export async function printReceipt(input: PrintInput): Promise<PrintResult> {
  const staff = await acting(input);
  if (!staff) return { kind: "signed_out" };
  const parsed = printInput.safeParse(input);
  if (!parsed.success) return { kind: "not_found" };
  const result = await notePrint(processShop(), staff.user.id, parsed.data);
  if (result.kind !== "printed") return result;
  const { receipt, copy } = result;
  return { kind: "printed", receipt: writeReceipt(receipt, await speakersOf(receipt.store), copy) };
}

/** The payment code as it goes on paper. */
export async function printCode(input: { orderId: string }): Promise<PrintCodeResult> {
  const staff = await acting(input);
  if (!staff) return { kind: "signed_out" };
  const parsed = orderInput.safeParse(input);
  if (!parsed.success) return { kind: "not_found" };
  const result = await findCode(processShop(), staff.user.id, parsed.data.orderId);
  if (result.kind !== "found") return result;
  const { code, paperWidth } = result;
  return { kind: "printed", paperWidth, code: writeCode(code, await speakersOf(code.store)) };
}

import type { Denied } from "#lib/orders/commands.ts";
import type { FindReceiptsResult, PaperWidth, PrintInput } from "#lib/receipts/commands.ts";
import type { WrittenCode, WrittenReceipt } from "./written.ts";

export type PrintResult = { kind: "printed"; receipt: WrittenReceipt } | Denied;

export type PrintCodeResult =
  | { kind: "printed"; paperWidth: PaperWidth; code: WrittenCode }
  /** It can not be paid any more. */
  | { kind: "gone" }
  | Denied;

/** What a till asks the server for about receipts. */
export type ReceiptActions = {
  find: (input: { orderId: string }) => Promise<FindReceiptsResult>;
  print: (input: PrintInput) => Promise<PrintResult>;
  printCode: (input: { orderId: string }) => Promise<PrintCodeResult>;
};

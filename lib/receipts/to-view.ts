import { toMoneyText } from "#lib/money/money.ts";
import type { ReceiptChoice } from "./commands.ts";
import { standingOf } from "./describe-standing.ts";
import { shortNumber } from "./make-number.ts";
import { receiptUrl } from "./make-url.ts";
import type { ChoiceRow } from "./sql/read-choices.ts";
import type { ReceiptRow } from "./sql/read-receipt.ts";
import type { ReceiptView } from "./view.ts";

export function toReceipt(row: ReceiptRow, url: string | null): ReceiptView {
  const { currency, registerCode, timeZone } = row;
  return {
    standing: standingOf(row),
    checkedAt: row.now.toISOString(),
    practice: row.practice,
    store: {
      name: row.storeName,
      timeZone,
      language: row.language,
      secondLanguage: row.secondLanguage === row.language ? null : row.secondLanguage,
      address: row.address,
      taxId: row.taxId,
      footer: row.footer,
    },
    registerName: row.registerName,
    cashier: firstName(row.cashierName),
    number: shortNumber({ registerCode, timeZone, at: row.soldAt, id: row.orderId }),
    soldAt: row.soldAt.toISOString(),
    paidAt: row.paidAt?.toISOString() ?? null,
    amount: toMoneyText({ minor: row.amount, currency }),
    lines: row.lines.map(String),
    refunded: row.refunded === 0n ? null : toMoneyText({ minor: row.refunded, currency }),
    tradeNumber: row.tradeNumber,
    merchantNumber: row.merchantNumber,
    reference: row.reference,
    refund: refundOf(row),
    url,
  };
}

function refundOf(row: ReceiptRow): ReceiptView["refund"] {
  if (row.refundId === null) return null;
  const { registerCode, timeZone, refundMadeAt } = row;
  return {
    number: shortNumber({ registerCode, timeZone, at: refundMadeAt, id: row.refundId }),
    amount: toMoneyText({ minor: row.refundAmount, currency: row.currency }),
    reason: row.refundReason,
    askedBy: firstName(row.askedBy),
    // Who may give money back alone has approved it by that.
    approvedBy: firstName(row.approvedBy ?? row.askedBy),
    at: row.refundStatus === "done" ? row.refundSince.toISOString() : null,
    refundNumber: row.refundNumber,
  };
}

export const toChoice = (row: ChoiceRow): ReceiptChoice => ({
  refundId: row.refundId,
  amount: toMoneyText({ minor: row.amount, currency: row.currency }),
  at: row.at.toISOString(),
  prints: Number(row.prints),
  url: receiptUrl(row),
});

/** What customers may know of somebody's name: "Li" of "Li Na", all of a name in one word. */
const firstName = (name: string): string => name.trim().split(/\s+/, 1)[0] ?? "";

import { askRefund } from "#lib/exceptions/ask-refund.ts";
import { countInbox, findExceptions } from "#lib/exceptions/queries.ts";
import { dismissNotice } from "#lib/exceptions/settle-notice.ts";
import { keepPayment, settleMismatch } from "#lib/exceptions/settle-sale.ts";
import { takeBack } from "#lib/exceptions/take-back.ts";
import { by } from "#lib/testing/by.ts";
import type { Rule } from "./rights-shop.ts";

/** What is settled out of the inbox. */
export const EXCEPTION_RULES: Record<string, Rule> = {
  "exceptions/queries findExceptions": {
    right: "see_orders",
    strong: false,
    call: async ({ here, staffOf }, userId) => {
      const filter = { storeId: here.storeId, kind: "parked" as const };
      return (await findExceptions(here.shop, await staffOf(userId), filter)).rows;
    },
  },
  "exceptions/queries countInbox": {
    right: "see_orders",
    strong: false,
    call: async ({ here, staffOf }, userId) => countInbox(here.shop, await staffOf(userId), here.storeId),
  },
  /** None of these waits for what is tried: it says so to those alone who settle. */
  "exceptions/settle-sale settleMismatch": {
    right: "close_unclear",
    strong: false,
    call: ({ here, own }, userId) => settleMismatch(here.shop, by(userId), { orderId: own.paid, reason: "Seen" }),
  },
  "exceptions/settle-sale keepPayment": {
    right: "close_unclear",
    strong: false,
    call: ({ here, own }, userId) => keepPayment(here.shop, by(userId), { orderId: own.paid, reason: "Seen" }),
  },
  "exceptions/settle-notice dismissNotice": {
    right: "close_unclear",
    strong: false,
    call: ({ here, own }, userId) =>
      dismissNotice(here.shop, by(userId), { storeId: here.storeId, noticeId: own.noticeId, reason: "Seen" }),
  },
  "exceptions/take-back takeBack": {
    right: "close_unclear",
    strong: false,
    call: ({ here, own }, userId) =>
      takeBack(here.shop, by(userId), { word: "settle", storeId: here.storeId, id: own.paid }),
  },
  "exceptions/ask-refund askRefund": {
    right: "refund",
    strong: false,
    call: ({ here, own }, userId) => askRefund(here.shop, userId, { orderId: own.refunded, refundId: own.refundId }),
  },
};

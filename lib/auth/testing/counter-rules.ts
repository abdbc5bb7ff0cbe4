import { assignDisplay } from "#lib/displays/assign-display.ts";
import { pairDisplay } from "#lib/displays/confirm-pairing.ts";
import { listDisplays } from "#lib/displays/queries.ts";
import { revokeDisplay } from "#lib/displays/revoke-display.ts";
import { showOrder } from "#lib/displays/show-order.ts";
import { acceptLate } from "#lib/orders/accept-late.ts";
import { askForCashier } from "#lib/orders/calls/ask-for-cashier.ts";
import { lookUp } from "#lib/orders/calls/find-trade.ts";
import { cancelOrder } from "#lib/orders/cancel-order.ts";
import { createOrder } from "#lib/orders/create-order.ts";
import { findOrder } from "#lib/orders/detail/queries.ts";
import { countForExport, exportOrders } from "#lib/orders/list/export-orders.ts";
import { findChoices } from "#lib/orders/list/find-choices.ts";
import { findOrders, findTotals } from "#lib/orders/list/queries.ts";
import { viewOrder, viewRegister } from "#lib/orders/queries.ts";
import { refreshCode } from "#lib/orders/refresh-code.ts";
import { settleDouble } from "#lib/orders/settle-double.ts";
import { ALL_ORDERS } from "#lib/orders/testing/all-orders.ts";
import { printReceipt } from "#lib/receipts/print-receipt.ts";
import { findCode, findReceipts } from "#lib/receipts/queries.ts";
import { refundOrder } from "#lib/refunds/refund-order.ts";
import type { RefundShop } from "#lib/refunds/testing/refund-shop.ts";
import { saveRegister } from "#lib/registers/save-register.ts";
import { checkShift } from "#lib/shifts/check-shift.ts";
import { closeShift } from "#lib/shifts/close-shift.ts";
import { findOwnTotals } from "#lib/shifts/find-own-totals.ts";
import { openShift } from "#lib/shifts/open-shift.ts";
import { printReport } from "#lib/shifts/print-report.ts";
import { readReport, readShift } from "#lib/shifts/read-shift.ts";
import { takeOver } from "#lib/shifts/take-over.ts";
import { findPlace } from "#lib/stores/find-place.ts";
import { by } from "#lib/testing/by.ts";
import { readAll } from "#lib/testing/read-all.ts";
import { asUser } from "../find-viewer.ts";
import type { Rule } from "./rights-shop.ts";

const ordersOf = ({ storeId }: RefundShop) => ({ ...ALL_ORDERS, storeId });

/** Selling, giving back, shifts, displays and the list of orders. */
export const COUNTER_RULES: Record<string, Rule> = {
  "orders/create-order createOrder": {
    right: "sell",
    strong: false,
    call: ({ here }, userId) => {
      const sale = { currency: "CNY", amount: "1.00", lines: [], reference: "" };
      return createOrder(here.shop, userId, { registerId: here.registerId, clientKey: crypto.randomUUID(), ...sale });
    },
  },
  "orders/cancel-order cancelOrder": {
    right: "sell",
    strong: false,
    call: ({ here, own }, userId) => cancelOrder(here.shop, by(userId), own.waiting),
  },
  "orders/refresh-code refreshCode": {
    right: "sell",
    strong: false,
    call: ({ here, own }, userId) => refreshCode(here.shop, userId, own.waiting),
  },
  "orders/accept-late acceptLate": {
    right: "sell",
    strong: false,
    call: ({ here, own }, userId) => acceptLate(here.shop, by(userId), own.waiting),
  },
  "orders/settle-double settleDouble": {
    right: "sell",
    strong: false,
    call: ({ here, own }, userId) => settleDouble(here.shop, by(userId), own.paid),
  },
  "orders/calls/ask-for-cashier askForCashier": {
    right: "sell",
    strong: false,
    call: async ({ here, own }, userId) => {
      const asked = await askForCashier(here.shop, userId, own.waiting);
      // What the gateway says is stored late: the next rule looks at what changes by itself alone.
      if (asked.kind === "asking") await asked.answer;
      return { kind: asked.kind };
    },
  },
  "orders/calls/find-trade lookUp": {
    right: "sell",
    strong: false,
    call: ({ here }, userId) => lookUp(here.shop, userId, { registerId: here.registerId, number: "2088000000" }).answer,
  },
  "orders/queries viewOrder": {
    right: "see_recent",
    strong: false,
    call: ({ here, own }, userId) => viewOrder(here.shop, userId, own.paid),
  },
  "orders/queries viewRegister": {
    right: "sell",
    strong: false,
    call: ({ here }, userId) => viewRegister(here.shop, asUser(userId), here.registerId),
  },
  "orders/list/queries findOrders": {
    right: "see_orders",
    strong: false,
    call: async ({ here, staffOf }, userId) =>
      (await findOrders(here.shop, await staffOf(userId), ordersOf(here))).rows,
  },
  "orders/detail/queries findOrder": {
    right: "see_orders",
    strong: false,
    call: async ({ here, own, staffOf }, userId) => findOrder(here.shop, await staffOf(userId), own.paid),
  },
  "orders/list/queries findTotals": {
    right: "see_orders",
    strong: false,
    call: async ({ here, staffOf }, userId) => findTotals(here.shop, await staffOf(userId), ordersOf(here)),
  },
  "orders/list/export-orders countForExport": {
    right: "see_orders",
    strong: false,
    call: async ({ here, staffOf }, userId) => countForExport(here.shop, await staffOf(userId), ordersOf(here)),
  },
  "orders/list/export-orders exportOrders": {
    right: "see_orders",
    strong: false,
    call: async ({ here, staffOf }, userId) => {
      const begun = await exportOrders(here.shop, { staff: await staffOf(userId), doer: by(userId) }, ordersOf(here));
      return begun.kind === "begun" ? (await readAll(begun.pages)).flat() : begun;
    },
  },
  "orders/list/find-choices findChoices": {
    right: "see_orders",
    strong: false,
    call: async ({ here, staffOf }, userId) =>
      (await findChoices(here.shop, await staffOf(userId), here.storeId)).registers,
  },
  "refunds/refund-order refundOrder": {
    right: "refund",
    strong: false,
    call: ({ here, own }, userId) => {
      const wish = { amount: "0.01", reason: "Returned", clientKey: crypto.randomUUID() };
      const place = { orderId: own.paid, registerId: here.registerId };
      return refundOrder(here.shop, by(userId), { ...place, ...wish });
    },
  },
  "receipts/queries findReceipts": {
    right: "see_recent",
    strong: false,
    call: ({ here, own }, userId) => findReceipts(here.shop, userId, own.paid),
  },
  "receipts/queries findCode": {
    right: "see_recent",
    strong: false,
    call: ({ here, own }, userId) => findCode(here.shop, userId, own.waiting),
  },
  "receipts/print-receipt printReceipt": {
    right: "see_recent",
    strong: false,
    call: ({ here, own }, userId) =>
      printReceipt(here.shop, userId, { orderId: own.paid, refundId: null, paperWidth: 58 }),
  },
  "registers/save-register saveRegister": {
    right: "sell",
    strong: false,
    call: ({ here }, userId) => saveRegister(here.shop, asUser(userId), { registerId: here.registerId, volume: 20 }),
  },
  "stores/find-place findPlace": {
    right: "sell",
    strong: false,
    call: ({ here }, userId) => findPlace(here.shop, asUser(userId), here.registerId),
  },
  "shifts/read-shift readShift": {
    right: "run_shift",
    strong: false,
    call: ({ here }, userId) => readShift(here.shop, userId, here.registerId),
  },
  "shifts/read-shift readReport": {
    right: "run_shift",
    strong: false,
    call: ({ here, own }, userId) => readReport(here.shop, userId, own.reportId),
  },
  "shifts/find-own-totals findOwnTotals": {
    right: "run_shift",
    strong: false,
    call: ({ here }, userId) => findOwnTotals(here.shop, userId, here.registerId),
  },
  "shifts/print-report printReport": {
    right: "run_shift",
    strong: false,
    call: ({ here, own }, userId) => printReport(here.shop, userId, own.reportId),
  },
  "shifts/check-shift checkShift": {
    right: "run_shift",
    strong: false,
    call: ({ here, own }, userId) =>
      checkShift(here.shop, { userId, patience: 0 }, { shiftId: own.shiftId, ask: [], of: [own.waiting] }),
  },
  "shifts/open-shift openShift": {
    right: "run_shift",
    strong: false,
    call: ({ here }, userId) => openShift(here.shop, { userId, deviceId: null }, here.registerId),
  },
  "shifts/take-over takeOver": {
    right: "run_shift",
    strong: false,
    call: ({ here, own }, userId) => takeOver(here.shop, userId, { shiftId: own.shiftId, note: "" }),
  },
  "shifts/close-shift closeShift": {
    right: "run_shift",
    strong: false,
    call: ({ here, own }, userId) => closeShift(here.shop, by(userId), { shiftId: own.shiftId, note: "", left: [] }),
  },
  "displays/queries listDisplays": {
    right: "pair_display",
    strong: false,
    call: ({ here }, userId) => listDisplays(here.shop, userId, here.registerId),
  },
  "displays/confirm-pairing pairDisplay": {
    right: "pair_display",
    strong: false,
    call: ({ here }, userId) =>
      pairDisplay(here.shop, by(userId), { registerId: here.registerId, code: "123456", name: "D" }),
  },
  "displays/show-order showOrder": {
    right: "sell",
    strong: false,
    call: ({ here, own }, userId) => showOrder(here.shop, userId, own.waiting),
  },
  "displays/assign-display assignDisplay": {
    right: "pair_display",
    strong: false,
    call: ({ here, own }, userId) =>
      assignDisplay(here.shop, userId, { registerId: here.registerId, displayId: own.displayId }),
  },
  "displays/revoke-display revokeDisplay": {
    right: "manage_devices",
    strong: false,
    call: async ({ here, own }, userId) => {
      const { registerId } = here;
      const gone = await revokeDisplay(here.shop, by(userId), { registerId, displayId: own.displayId });
      await here.shop.prisma.device.updateMany({ where: { id: own.displayId }, data: { revokedAt: null } });
      return gone;
    },
  },
};

import { findStaff } from "#lib/auth/find-staff.ts";
import { findViewer, seesRegister } from "#lib/auth/find-viewer.ts";
import { readSession } from "#lib/auth/session.ts";
import { standingOf } from "#lib/auth/sessions/standing.ts";
import { beginPairing } from "#lib/displays/begin-pairing.ts";
import { findDisplay, viewDisplay } from "#lib/displays/queries.ts";
import { countInbox } from "#lib/exceptions/queries.ts";
import { receiveNotice } from "#lib/notices/receive-notice.ts";
import { askAndWork } from "#lib/orders/calls/run-due.ts";
import { viewRegister } from "#lib/orders/queries.ts";
import type { Shop } from "#lib/process.ts";
import { createHealth } from "./health.ts";
import { inTurn } from "./in-turn.ts";
import type { Metrics } from "./metrics.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import type { FrontPorts } from "./ports.ts";

const PAIRINGS_WAITING = 100;

/** The shop as the front uses it. */
export const createShopPorts = (shop: Shop, metrics: Metrics): FrontPorts => {
  const countEffect = metrics.counter("scantill_notification_effects_total", "What became of notifications.");
  const askOnce = oneAtATime((attemptId) => askAndWork(shop, attemptId));
  return {
    notify: async (notice) => {
      const { reply, effect, ask, confirm } = await receiveNotice(shop, notice);
      countEffect({ generation: notice.generation, effect });
      // Not awaited: the gateway waits for our answer, not we for the gateway's.
      if (ask !== null) void askOnce(ask);
      if (confirm !== null) void confirm();
      return reply;
    },
    viewer: (cookieHeader) => findViewer(shop, cookieHeader),
    standing: async (cookieHeader) => standingOf(await findStaff(shop, await readSession(cookieHeader), true)),
    seesRegister: (viewer, registerId) => seesRegister(shop, viewer, registerId),
    registerView: (viewer, registerId) => viewRegister(shop, viewer, registerId),
    inbox: async (cookieHeader, storeId) => {
      const staff = await findStaff(shop, await readSession(cookieHeader ?? null), true);
      return staff === null ? "signed_out" : countInbox(shop, staff, storeId);
    },
    displays: {
      viewer: (cookieHeader) => findDisplay(shop, cookieHeader),
      view: (viewer) => viewDisplay(shop, viewer),
      pairing: inTurn(PAIRINGS_WAITING, (asked) => beginPairing(shop, asked), { kind: "too_many" }),
    },
    subscribe: (registerId, onChange) =>
      shop.hints.subscribe((hints) => {
        const own = hints.filter((one) => one.registerId === registerId);
        if (own.length > 0) onChange(own.some(({ orderId }) => orderId === null) ? "place" : "orders");
      }),
    ready: createHealth(shop, metrics),
  };
};

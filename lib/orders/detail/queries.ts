import type { Staff } from "#lib/auth/find-staff.ts";
import { run } from "#lib/db/statement.ts";
import { toMoneyText } from "#lib/money/money.ts";
import type { Shop } from "#lib/process.ts";
import { shortNumber } from "#lib/receipts/make-number.ts";
import { isUuid } from "#lib/uuid.ts";
import { toView } from "../to-view.ts";
import { readDetail, readEvents, readNotices, readRefundLines } from "./sql/read-detail.ts";
import { tellHistory } from "./tell-history.ts";
import type { OrderDetail } from "./view.ts";

const MOST_EVENTS = 1_000;
const MOST_NOTICES = 200;

/** An order with its event line (M4), or null for those who may not see all orders of its store. */
export async function findOrder(shop: Shop, { user, stores }: Staff, orderId: string): Promise<OrderDetail | null> {
  if (!isUuid(orderId)) return null;
  const [row] = await run(shop.pool, readDetail, [orderId, user.id, stores.map(({ storeId }) => storeId)]);
  if (!row) return null;
  const [events, notices, refunds] = await Promise.all([
    run(shop.pool, readEvents, [orderId, MOST_EVENTS + 1]),
    run(shop.pool, readNotices, [orderId, MOST_NOTICES]),
    run(shop.pool, readRefundLines, [orderId]),
  ]);
  const { storeId, storeName, timeZone, registerId, registerCode, manyCurrencies, merchantNumbers, tradeNumber } = row;
  return {
    order: toView(row),
    ...{ storeId, storeName, timeZone, registerId, manyCurrencies, merchantNumbers, tradeNumber },
    receiptNumber: shortNumber({ registerCode, timeZone, at: row.createdAt, id: row.orderId }),
    refunds: refunds.map(({ amount, currency, ...line }) => ({
      ...line,
      amount: toMoneyText({ minor: amount, currency }),
    })),
    history: tellHistory(events.slice(0, MOST_EVENTS), notices, row),
    isCut: events.length > MOST_EVENTS,
  };
}

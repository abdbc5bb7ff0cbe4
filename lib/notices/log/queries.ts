import type { Staff } from "#lib/auth/find-staff.ts";
import { run } from "#lib/db/statement.ts";
import { toMoneyText } from "#lib/money/money.ts";
import { findOrders, type OrderFilter } from "#lib/orders/list/queries.ts";
import { readSearch } from "#lib/orders/list/read-search.ts";
import type { Shop } from "#lib/process.ts";
import { isUuid } from "#lib/uuid.ts";
import { type MessageField, showMessage } from "../show-message.ts";
import type { NoticeFilter } from "./schema.ts";
import { listNotices } from "./sql/list-notices.ts";
import type { LoggedRow } from "./sql/logged-notice.ts";
import { readNotice } from "./sql/read-notice.ts";
import type { LoggedNotice, NoticeDetail, NoticePage } from "./view.ts";

const PAGE = 50;

/** The log of these stores, as far as this person sees their orders, newest first. */
export async function findNotices(
  shop: Shop,
  staff: Staff,
  { storeIds, search, ...filter }: NoticeFilter & { storeIds: readonly string[] },
): Promise<NoticePage> {
  const orderIds = search === null ? null : await findOrderIds(shop, staff, search);
  // There is one sale with a number: what came of it is found on whatever day that was.
  const days = search === null ? {} : { from: null, until: null };
  const match = { ...filter, ...days, userId: staff.user.id, storeIds, orderIds, most: PAGE + 1 };
  const rows = await run(shop.pool, ...listNotices(match));
  const page = rows.slice(0, PAGE);
  return { rows: page.map(toNotice), olderThan: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null };
}

const ANY_ORDER: Omit<OrderFilter, "practice" | "search"> = {
  ...{ storeId: null, registerId: null, cashierId: null, currency: null, from: null, until: null, state: null },
  ...{ least: null, most: null, olderThan: null },
};

/** The sales that a searched text can mean, by the numbers that stand on slips and bills. */
async function findOrderIds(shop: Shop, staff: Staff, text: string): Promise<string[]> {
  const search = readSearch(text);
  const find = (practice: boolean) => findOrders(shop, staff, { ...ANY_ORDER, practice, search });
  const found = await Promise.all([find(false), find(true)]);
  return found.flatMap(({ rows }) => rows.map(({ id }) => id));
}

/** A notice of the log, or null for those who do not see the orders of its store. */
export async function findNotice(shop: Shop, { user, stores }: Staff, noticeId: string): Promise<NoticeDetail | null> {
  if (!isUuid(noticeId)) return null;
  const [row] = await run(shop.pool, readNotice, [noticeId, user.id, stores.map(({ storeId }) => storeId)]);
  if (!row) return null;
  const { body, envelope, dismissedAt, dismissReason, mayReplay } = row;
  const headers = Object.entries(envelope?.headers ?? {}).map(([name, value]) => ({
    name,
    value: shownHeader(name, value),
  }));
  return {
    ...toNotice(row),
    fields: showMessage(body),
    headers: envelope?.query ? [...headers, ...showMessage(Buffer.from(envelope.query))] : headers,
    address: envelope?.address ?? null,
    hasBody: body.length > 0,
    dismissed: dismissedAt && { at: dismissedAt.toISOString(), reason: dismissReason ?? "" },
    mayReplay,
  };
}

const shownHeader = (name: string, value: string): string => (name === "signature" ? "…" : value);

function toNotice(row: LoggedRow): LoggedNotice {
  const { orderId, amount, currency, reference, receivedAt, acceptedAt, verdicts, body } = row;
  const isKnown = orderId !== null && amount !== null && currency !== null;
  const { id, generation, accountCode, storeId, storeName, timeZone, practice } = row;
  const { effect, why, answer, deliveries, tookMs, unkept } = row;
  return {
    ...{ id, generation, accountCode, storeId, storeName, timeZone, practice },
    ...{ effect, why, answer, deliveries, tookMs, unkept },
    at: receivedAt.toISOString(),
    order: isKnown ? { id: orderId, amount: toMoneyText({ minor: amount, currency }), reference } : null,
    type: typeOf(showMessage(body)),
    checks: checksOf(verdicts),
    acceptedAt: acceptedAt?.toISOString() ?? null,
  };
}

/** The checks in the order in which they are done; the database keeps none. */
const CHECKS = ["form", "signature", "application", "seller", "content", "order", "money", "alipay"];

export const checksOf = (verdicts: Readonly<Record<string, boolean>>) =>
  Object.entries(verdicts)
    .map(([name, passed]) => ({ name, passed }))
    .toSorted((a, b) => CHECKS.indexOf(a.name) - CHECKS.indexOf(b.name));

/** What a message calls itself, in the words of each generation: the state that it tells of, else its kind. */
const TYPES = [/^trade_status$/, /(^|\.)acquirementStatus$/, /^notify_type$/, /(^|\.)function$/];
const LONGEST_TYPE = 48;

function typeOf(fields: readonly MessageField[]): string | null {
  const said = TYPES.map((type) => fields.find(({ name, value }) => type.test(name) && value !== ""));
  return said.find((field) => field !== undefined)?.value.slice(0, LONGEST_TYPE) ?? null;
}

import { closeShift, type DayShift, openShift } from "./close-shift.ts";
import { makeRandom, type Random } from "./make-random.ts";
import type { PlannedDay } from "./plan-days.ts";
import type { Attempt } from "./sales/make-attempt.ts";
import { makeRefund, type RefundWish } from "./sales/make-refund.ts";
import { makeSale, type Sale } from "./sales/make-sale.ts";
import { drawKind } from "./sales/make-story.ts";
import type { DayRows, LoadRegister, LoadStore, Row } from "./view.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Younger sales are paid or are none: whatever else they became would still be asked about. */
const STILL_WATCHED_MS = 75 * MINUTE;
/** The last sale before "now" has ended by then. */
const LAST_SALE_MS = 2 * MINUTE;
const REFUNDED = 0.03;
const REASONS = ["Wrong item", "Changed their mind", "Damaged", "Paid twice", "少了一份", "点错了"] as const;

/** What a store takes from one day into the next. */
export type StoreBook = {
  store: LoadStore;
  /** Refunds that people will come for, by register. */
  wishes: Map<string, RefundWish[]>;
  /** The number of each register's last closing report. */
  numbers: Map<string, number>;
};

export const openBook = (store: LoadStore): StoreBook => ({ store, wishes: new Map(), numbers: new Map() });

/** Everything that happens on one business day in a store, register by register. */
export function makeDay(seed: number, book: StoreBook, day: PlannedDay & { now: number }): DayRows {
  const { store } = book;
  const random = makeRandom(seed, store.at + 1, day.at + 1);
  const rows: DayRows = {
    ...{ shifts: [], orders: [], attempts: [], refunds: [], refundEnds: [] },
    ...{ events: [], notices: [], shiftEvents: [], reports: [] },
  };
  // The first register is the one that everybody sees.
  const parts = store.registers.map((_, at) => 1 / (at + 1.5));
  const whole = parts.reduce((sum, part) => sum + part, 0);
  let [passed, given] = [0, 0];
  for (const [at, register] of store.registers.entries()) {
    passed += parts[at] ?? 0;
    const due = Math.round((day.orders * passed) / whole);
    playRegister(random, { book, register, day, orders: due - given, place: at }, rows);
    given = due;
  }
  return rows;
}

type RegisterDay = {
  book: StoreBook;
  register: LoadRegister;
  day: PlannedDay & { now: number };
  orders: number;
  place: number;
};

function playRegister(random: Random, { book, register, day, orders, place }: RegisterDay, rows: DayRows): void {
  const { store } = book;
  const times = Array.from({ length: orders }, () => drawTime(random, store, day)).toSorted((a, b) => a - b);
  const open = book.wishes.get(register.id) ?? [];
  const [first, last] = [times[0] ?? day.from, times.at(-1) ?? day.from];
  if (times.length === 0 && open.every(({ at }) => at >= day.until)) return;
  const noon = (first + last) / 2;
  const morning = store.cashiers[(place + day.at) % store.cashiers.length] ?? store.manager;
  const evening = store.cashiers[(place + day.at + 1) % store.cashiers.length] ?? store.manager;
  const shift = store.habits.shifts
    ? openShift(random, { store, register, at: first - random.whole(8, 25) * MINUTE, by: morning })
    : null;
  for (const at of times) {
    const who = at < noon ? morning : evening;
    const kind = at > day.now - STILL_WATCHED_MS ? "paid" : drawKind(random);
    const sale = makeSale(random, { store, register, cashier: who, shiftId: shift?.id ?? null }, { at, kind });
    const wish = drawRefund(random, sale, day.now);
    if (wish !== null) open.push(wish);
    keepSale(rows, sale, shift);
  }
  const due = open.filter(({ at }) => at < day.until);
  book.wishes.set(
    register.id,
    open.filter(({ at }) => at >= day.until),
  );
  for (const wish of due) {
    const by = wish.at < noon ? morning : evening;
    const approver = random.chance(0.3) ? store.manager : null;
    const shiftId = shift?.id ?? null;
    const refund = makeRefund(random, wish, { by, approver, shiftId, reason: random.pick(REASONS) });
    rows.refunds.push(refund.begin);
    rows.refundEnds.push(refund.end);
    rows.events.push(...refund.events);
    if (!refund.done) continue;
    shift?.money.push({
      paid: false,
      double: wish.double,
      currency: wish.payment.currency,
      amount: wish.amount,
      person: by,
    });
    shift?.counted.push(refund.end);
    if (shift) shift.lastAt = Math.max(shift.lastAt, refund.endedAt);
  }
  if (shift) closeShift(random, { shift, by: evening, noon, now: day.now, numbers: book.numbers }, rows);
}

function keepSale(rows: DayRows, sale: Sale, shift: DayShift | null): void {
  rows.orders.push(sale.row);
  for (const attempt of sale.attempts) {
    const row = attemptRow(sale, attempt);
    rows.attempts.push(row);
    const place = sale.payments.indexOf(attempt);
    if (place < 0 || !shift) continue;
    shift.money.push({
      paid: true,
      double: place > 0,
      currency: sale.currency,
      amount: sale.amount,
      person: sale.cashier,
    });
    shift.counted.push(row);
    shift.lastAt = Math.max(shift.lastAt, attempt.state.statusSince.getTime());
  }
  rows.events.push(...sale.events);
  rows.notices.push(...sale.notices);
}

function attemptRow({ store, row, currency, amount }: Sale, { id, orderId, madeAt, state, revision }: Attempt): Row {
  const account = store.accounts.get(currency);
  return {
    ...{ id, order_id: orderId, account_id: account?.id, credential_version: account?.version },
    ...{ merchant_number: id.replaceAll("-", ""), amount: Number(amount), currency, revision },
    subject: [store.name, row.reference].filter(Boolean).join(" "),
    code_life_minutes: store.codeLifeMinutes,
    status: state.status,
    status_since: state.statusSince,
    code_text: state.codeText,
    code_ends_at: state.codeEndsAt,
    trade_number: state.tradeNumber,
    buyer: state.buyer,
    create_calls: state.createCalls,
    end_reason: state.endReason,
    cancel_sent_at: state.cancelSentAt,
    cancel_answer: state.cancelAnswer,
    paid_seen: state.paidSeen,
    failure: state.failure,
    failure_code: state.failureCode,
    next_check_at: state.nextCheckAt,
    checks: state.checks,
    checked_at: state.checkedAt,
    check_answer: state.checkAnswer,
    counted_shift_id: null,
    created_at: new Date(madeAt),
  };
}

/** An instant of the day, more often where the shop is fuller. */
function drawTime(random: Random, { habits, dayStartMinute }: LoadStore, day: PlannedDay): number {
  for (let tries = 0; tries < 50; tries++) {
    const hour = random.weigh(habits.hours);
    const minute = (hour * 60 + random.unit() * 60 - dayStartMinute + 24 * 60) % (24 * 60);
    const at = Math.floor(day.from + minute * MINUTE);
    if (at < day.until - LAST_SALE_MS) return at;
  }
  return Math.floor(day.from + random.unit() * Math.max(1, day.until - LAST_SALE_MS - day.from));
}

/** Second payments go back at once, some others when their buyers come back for it; not by night, when an interface takes none. */
function drawRefund(
  random: Random,
  { payments, attempts, amount, store, currency }: Sale,
  now: number,
): RefundWish | null {
  const [payment, surplus] = payments;
  if (!payment || (!surplus && !random.chance(REFUNDED))) return null;
  const paid = (surplus ?? payment).state.statusSince.getTime();
  const sameDay = random.chance(0.7);
  const at =
    paid +
    (surplus || sameDay ? random.whole(3, 90) * MINUTE : random.whole(1, 9) * DAY + random.whole(0, 60) * MINUTE);
  const generation = store.accounts.get(currency)?.generation;
  const isWhole = surplus !== undefined || random.chance(0.6);
  // The older interface wants whole payments of the same day cancelled, and stands still after midnight.
  const isLeftOut = generation === "mapi" && (isWhole || isNight(at));
  if (at > now - 5 * MINUTE || isLeftOut || attempts.some(({ state }) => state.anomaly === "paid_late")) return null;
  const most = Number(amount);
  const silent = generation === "openapi" && random.chance(0.05);
  return {
    at,
    payment: surplus ?? payment,
    amount: isWhole ? amount : BigInt(random.whole(1, Math.max(1, most - 1))),
    double: surplus !== undefined,
    outcome: !surplus && random.chance(0.06) ? "refused" : silent ? "done_after_silence" : "done",
  };
}

const isNight = (at: number): boolean => new Date(at + 8 * 60 * MINUTE).getUTCHours() < 2;

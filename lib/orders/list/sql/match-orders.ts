import { rolesWith } from "#lib/auth/roles.ts";
import { currenciesWith, currencyDigits } from "#lib/money/currency.ts";
import { FIRST_OF_SALE } from "../../sql/payment-row.ts";
import { isUndecided, type TillState } from "../../view.ts";
import type { OrderFilter } from "../queries.ts";
import type { Minors, SearchedNumber } from "../read-search.ts";

/** Which orders a person wants to see: the text behind `where`, made of what is wished for alone, so that each wish has a plan of its own. */
export type Match = {
  /** The stores: `place`. */
  places: string;
  /** One for each reading of what was searched; an order that fits one of them fits. */
  arms: readonly { join: string; where: string }[];
  values: unknown[];
  bind: (value: unknown) => string;
};

const listed = (currencies: readonly string[]): string => currencies.map((currency) => `'${currency}'`).join();

const DIGITS = [0, 2, 3];

/** 1 for a currency without decimals, 2 for one with two, 3 for one with three. */
const DECIMALS_CLASS = `case when o.currency in (${listed(currenciesWith(0))}) then 1
  when o.currency in (${listed(currenciesWith(3))}) then 3 else 2 end`;

/** The attempt that stands for the sale. */
const standing = (condition: string): string =>
  `(select ${condition} from payment_attempt p where p.order_id = o.id order by ${FIRST_OF_SALE} limit 1)`;

/** What the index of the tills knows, register by register: of undecided states these name the store. */
const OPEN_OR_ODD = `o.register_id = any (array(select id from register where store_id = place.id))
  and (o.status = 'open' or (o.anomaly in ('amount_mismatch', 'undecided') and o.resolved_at is null))`;
const SETTLED = `(o.anomaly is null or (o.anomaly in ('paid_late', 'paid_twice', 'amount_mismatch') and o.resolved_at is not null))`;

/** The orders that people read this word of: what `tillState` says, in SQL, so that indexes can help. */
function stateIs(state: TillState): string {
  switch (state) {
    case "paid_late":
      return "o.anomaly in ('paid_late', 'paid_twice') and o.resolved_at is null";
    case "cancelled_refunded":
      return "o.anomaly = 'cancelled_refunded'";
    case "paid":
    case "expired":
    case "cancelled":
    case "failed":
      return `o.status = '${state}' and ${SETTLED}`;
    case "cancelling":
      return `${OPEN_OR_ODD} and o.status = 'open' and (${SETTLED} or o.anomaly = 'undecided') and ${standing("p.status = 'cancelling'")}`;
    case "checking":
      return `${OPEN_OR_ODD} and (o.anomaly = 'amount_mismatch'
        or (o.anomaly = 'undecided' and ${standing("p.status <> 'cancelling'")})
        or (o.anomaly is null and ${standing("p.status not in ('creating', 'waiting', 'scanned', 'cancelling')")}))`;
    default:
      return `${OPEN_OR_ODD} and o.status = 'open' and ${SETTLED} and ${standing(`p.status = '${state}'`)}`;
  }
}

/** Of a user's stores, those where he sees the orders. */
export function matchOrders(userId: string, filter: OrderFilter): Match {
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const { storeId, registerId, cashierId, currency, from, until, state, least, most, search } = filter;
  // A store that has nothing of what is wanted is not searched for it.
  const only: string[] = [];
  if (storeId !== null) only.push(`s.id = ${bind(storeId)}`);
  if (registerId !== null)
    only.push(`exists (select from register r where r.id = ${bind(registerId)} and r.store_id = s.id)`);
  if (cashierId !== null)
    only.push(`exists (select from membership c where c.user_id = ${bind(cashierId)} and c.store_id = s.id)`);
  if (currency !== null)
    only.push(`exists (select from shop_order c where c.store_id = s.id and c.currency = ${bind(currency)})`);
  const places = `place as materialized (
     select s.id, s.time_zone from store s
     join membership m on m.store_id = s.id and m.user_id = ${bind(userId)} and m.role in (${rolesWith("see_orders")})
     where ${[`s.practice = ${bind(filter.practice)}`, ...only].join(" and ")}
   )`;
  const where = state !== null && isUndecided(state) ? [] : ["o.store_id = place.id"];
  if (registerId !== null) where.push(`o.register_id = ${bind(registerId)}`);
  if (cashierId !== null) where.push(`o.cashier_id = ${bind(cashierId)}`);
  if (currency !== null) where.push(`o.currency = ${bind(currency)}`);
  const days: string[] = [];
  if (from !== null) days.push(`o.created_at >= ${bind(from)}`);
  if (until !== null) days.push(`o.created_at < ${bind(until)}`);
  if (state !== null) where.push(`(${stateIs(state)})`);
  if (least !== null) where.push(...amountIs(">=", least, { currency, bind }));
  if (most !== null) where.push(...amountIs("<=", most, { currency, bind }));
  const common = [...where, ...days].join(" and ") || "true";
  // There is one sale with a number: it is found on whatever day it was made.
  const anyDay = where.join(" and ") || "true";
  const armOfSearch = (one: SearchedNumber) =>
    armOf(one, { common: one.kind === "reference" || one.kind === "amount" ? common : anyDay, bind });
  const arms = search === null ? [{ join: "", where: common }] : search.map(armOfSearch);
  return { places, arms, values, bind };
}

type Bound = { currency: string | null; bind: (value: unknown) => string };

/** An index knows what is sure of every currency: the smallest of the readings is a bound from below, the largest from above. */
function amountIs(sign: ">=" | "<=", minors: Minors, { currency, bind }: Bound): string[] {
  const own = currency === null ? null : minors[DIGITS.indexOf(currencyDigits(currency))];
  if (own !== null && own !== undefined) return [`o.amount ${sign} ${bind(own)}`];
  const sure = sign === ">=" ? minors[0] : (minors[2] ?? minors[1]);
  return [`o.amount ${sign} ${bind(sure)}`, `o.amount ${sign} (${bind(minors)}::bigint[])[${DECIMALS_CLASS}]`];
}

type Frame = { common: string; bind: (value: unknown) => string };

const viaPayment = (which: string): string =>
  `o.id = any (array(select f.order_id from payment_attempt f where ${which}))`;

function armOf(wanted: SearchedNumber, { common, bind }: Frame): { join: string; where: string } {
  const only = (condition: string) => ({ join: "", where: `${common} and ${condition}` });
  switch (wanted.kind) {
    case "reference":
      return only(`o.reference is not null and lower(o.reference) like lower(${bind(wanted.beginning)}) || '%'`);
    case "amount":
      return only(
        `o.amount = any (${bind(wanted.minors)}::bigint[]) and o.amount = (${bind(wanted.minors)}::bigint[])[${DECIMALS_CLASS}]`,
      );
    case "order":
      return only(`o.id = ${bind(wanted.id)}::uuid`);
    case "merchant":
      return only(viaPayment(`f.merchant_number = ${bind(wanted.number)}`));
    case "refund":
      return only(
        viaPayment(
          `f.id = any (array(select r.attempt_id from refund r where r.refund_number = ${bind(wanted.number)}))`,
        ),
      );
    case "trade":
      return only(
        viaPayment(
          `f.trade_number is not null and reverse(f.trade_number) like reverse(${bind(wanted.ending)}) || '%'`,
        ),
      );
    case "receipt":
      return receiptArm(wanted, { common, bind });
  }
}

/** A number that people read out: register, day of the store, six digits of the order or of the refund. */
function receiptArm(
  { register, day, digits, what }: Extract<SearchedNumber, { kind: "receipt" }>,
  { common, bind }: Frame,
) {
  const [begin, ending] = [`${bind(day)}::date`, bind(digits)];
  const at = (days: number) => `((${begin} + ${days})::timestamp at time zone place.time_zone)`;
  // Identifiers begin with their millisecond (RFC 9562, 5.7): those of a day stand together.
  const id = (days: number) =>
    `(lpad(to_hex((extract(epoch from ${at(days)}) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid`;
  const condition =
    what === "order"
      ? `o.created_at >= ${at(0)} and o.created_at < ${at(1)} and right(o.id::text, 6) = ${ending}`
      : `o.id = any (array(
          select f.order_id from refund d join payment_attempt f on f.id = d.attempt_id
          where d.id >= ${id(0)} and d.id < ${id(1)} and right(d.id::text, 6) = ${ending}))`;
  return {
    join: `join register g on g.id = o.register_id and upper(left(g.code, 8)) = ${bind(register)}`,
    where: `${common} and ${condition}`,
  };
}

import { cashier } from "#lib/actor.ts";
import { currencyDigits } from "#lib/money/currency.ts";
import { parseMoney } from "#lib/money/money.ts";
import { TRAITS } from "#lib/payments/traits.ts";
import type { Random } from "../make-random.ts";
import type { Habits, LoadPerson, LoadRegister, LoadStore, Row } from "../view.ts";
import {
  type Attempt,
  answerCode,
  beginAttempt,
  type EventRow,
  type Happening,
  playAttempt,
  tell,
  tradeAt,
} from "./make-attempt.ts";
import { makeNotice } from "./make-notice.ts";
import { makeStory, type Story, type StoryKind } from "./make-story.ts";

export type Sale = {
  row: Row & { id: string };
  store: LoadStore;
  register: LoadRegister;
  cashier: LoadPerson;
  currency: string;
  amount: bigint;
  attempts: Attempt[];
  events: EventRow[];
  notices: Row[];
  /** What was paid, first payment first. */
  payments: Attempt[];
};

export type SalePlace = { store: LoadStore; register: LoadRegister; cashier: LoadPerson; shiftId: string | null };

type Price = { amount: bigint; currency: string; reference: string | null };

/** One sale from the key "Charge" until nothing is left to ask, told by the rules of the app itself. */
export function makeSale(random: Random, place: SalePlace, { at, kind }: { at: number; kind: StoryKind }): Sale {
  const { store, register } = place;
  const price = drawPrice(random, store.habits);
  const { currency, amount, reference } = price;
  const account = store.accounts.get(currency);
  if (account === undefined) throw new Error(`${store.name} takes no ${currency}`);
  const id = random.uuid(at);
  const actor = cashier(place.cashier.id);
  const story = makeStory(random, kind, { at, amount, codeLifeMs: store.codeLifeMinutes * 60_000 });
  const first = startAttempt(random, { orderId: id, at, currency, store }, { script: story.script, isFirst: true });
  const data = { amount: amount.toString(), currency, reference };
  first.events.push({ order_id: id, attempt_id: first.id, kind: "created", actor, data, at });
  answerCode(first, at + random.whole(150, 700));

  const notices: Row[] = [];
  const attempts = [first];
  const tellOf = (attempt: Attempt): Happening[] => happenings(random, { attempt, place, notices });
  if (story.freshAt === null) {
    playAttempt(first, [...story.happenings(actor), ...tellOf(first)]);
  } else {
    playAttempt(
      first,
      [{ at: story.freshAt, actor, news: { kind: "end_wanted", why: "fresh_code" } }],
      story.freshAt + 5000,
    );
    const second = carryOn(random, first, { store, story, tellOf });
    attempts.push(second);
    passOn(second, first);
    playAttempt(first, tellOf(first));
    passOn(first, second);
  }
  const last = attempts.at(-1) ?? first;
  if (story.acceptAfterMs !== null && last.state.anomaly === "paid_late") {
    const accepted = last.state.statusSince.getTime() + story.acceptAfterMs;
    tell(last, { kind: "late_accepted" }, { actor: cashier(store.manager.id), at: accepted });
  }
  const { orderStatus, anomaly, resolvedAt, paidAt } = last.state;
  return {
    ...{ store, register, cashier: place.cashier, currency, amount, attempts, notices },
    events: attempts.flatMap(({ events }) => events).toSorted((a, b) => a.at - b.at),
    payments: attempts
      .filter(({ state }) => state.status === "paid")
      .toSorted((a, b) => a.state.statusSince.getTime() - b.state.statusSince.getTime()),
    row: {
      id,
      store_id: store.id,
      register_id: register.id,
      cashier_id: place.cashier.id,
      shift_id: place.shiftId,
      client_key: random.uuid(at),
      amount: Number(amount),
      currency,
      reference,
      lines: drawLines(random, Number(amount)),
      status: orderStatus,
      anomaly,
      resolved_at: resolvedAt,
      paid_at: paidAt,
      created_at: new Date(at),
    },
  };
}

function startAttempt(
  random: Random,
  { orderId, at, currency, store }: { orderId: string; at: number; currency: string; store: LoadStore },
  { script, isFirst }: { script: Story["script"]; isFirst: boolean },
): Attempt {
  const own = { id: random.uuid(at), orderId, currency, madeAt: at, script };
  const sale = { orderStatus: "open", anomaly: null, resolvedAt: null, paidAt: null } as const;
  return beginAttempt(own, { codeLifeMs: store.codeLifeMinutes * 60_000, sale, isFirst });
}

type Carried = { store: LoadStore; story: Story; tellOf: (attempt: Attempt) => Happening[] };

/** The next code of a sale whose first one was given up. */
function carryOn(random: Random, first: Attempt, { store, story, tellOf }: Carried): Attempt {
  const at = first.state.statusSince.getTime();
  const { orderId, currency } = first;
  const script = { ...story.script, ...story.second(at) };
  const second = startAttempt(random, { orderId, at, currency, store }, { script, isFirst: false });
  second.events.push({ order_id: orderId, attempt_id: second.id, kind: "fresh_code", actor: "gateway", data: {}, at });
  playAttempt(second, tellOf(second));
  return second;
}

/** What one attempt made of the sale is what the other one meets. */
function passOn(from: Attempt, to: Attempt): void {
  const { orderStatus, anomaly, resolvedAt, paidAt } = from.state;
  to.state = { ...to.state, orderStatus, anomaly, resolvedAt, paidAt };
}

type Told = { attempt: Attempt; place: SalePlace; notices: Row[] };

/** Alipay tells of a payment a moment after it: where that settles nothing, the app asks at once. */
function happenings(random: Random, { attempt, place, notices }: Told): Happening[] {
  const { payAt, strangeAmount } = attempt.script;
  if (payAt === null || random.chance(0.01)) return [];
  const account = place.store.accounts.get(attempt.currency);
  const at = payAt + random.whole(200, 900);
  const trade = tradeAt(attempt, at);
  if (account === undefined || trade === null) return [];
  const isStrange = strangeAmount !== null;
  const settles = TRAITS[account.generation].noticeSettles && !isStrange;
  notices.push(makeNotice(random, { attempt, account, at, isStrange }));
  const ask: Happening = { at: at + 20, actor: "system", news: "ask" };
  return settles ? [{ at, actor: "gateway", news: { kind: "noticed", trade } }, ask] : [ask];
}

function drawPrice(random: Random, { usual, spread, currencies, references }: Habits): Price {
  const currency = currencies[random.weigh(currencies.map(({ share }) => share))]?.currency ?? "CNY";
  const normal = Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit());
  const units = Math.max(1, Math.round((usual[currency] ?? 50) * Math.exp(spread * normal)));
  // Shops like some endings better than others.
  const ending = () => String(random.pick([0, 0, 0, 50, 80, 90, 99, random.whole(0, 99)])).padStart(2, "0");
  const price = currencyDigits(currency) === 0 ? `${Math.max(1, Math.round(units / 10))}0` : `${units}.${ending()}`;
  const parsed = parseMoney(price, currency);
  if (!parsed.ok) throw new Error(`${price} ${currency}: ${parsed.problem}`);
  return { amount: parsed.money.minor, currency, reference: drawReference(random, references) };
}

function drawReference(random: Random, kind: Habits["references"]): string | null {
  if (kind === "none" || random.chance(0.2)) return null;
  return kind === "table" ? `T${random.whole(1, 40)}` : `A-${random.whole(10_000, 9_999_999)}`;
}

/** One sale in four was added up from two to four lines. */
function drawLines(random: Random, amount: number): number[] {
  if (amount < 400 || !random.chance(0.25)) return [];
  const lines: number[] = [];
  let left = amount;
  for (let more = random.whole(1, 3); more > 0; more--) {
    const line = random.whole(1, left - more);
    lines.push(line);
    left -= line;
  }
  return [...lines, left];
}

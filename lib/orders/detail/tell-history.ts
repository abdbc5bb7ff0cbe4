import { decimalText, fromMoneyText, toMoneyText } from "#lib/money/money.ts";
import { showMessage } from "#lib/notices/show-message.ts";
import type { EventRow, NoticeRow } from "./sql/read-detail.ts";
import type { HistoryActor, HistoryEntry } from "./view.ts";

/** What is told of the sale itself where an event names no money of its own. */
type Sale = { amount: bigint; currency: string };

/**
 * The event line, newest first: what was written down, and the notifications. One that made a turn was written in the statement of
 * its event and is told with it. Questions in a row that all brought the same are one entry.
 */
export function tellHistory(events: readonly EventRow[], notices: readonly NoticeRow[], sale: Sale): HistoryEntry[] {
  const applied = notices.filter(({ effect }) => effect === "applied");
  const told = events.map((event) => {
    const notice = event.kind === "noticed" ? takeNearest(applied, event.at) : null;
    return toEntry(event, notice, sale);
  });
  const beside = notices.filter((notice) => notice.effect !== "applied" || applied.includes(notice));
  return fold([...told, ...beside.map(ofNotice)].toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)));
}

/** Takes the notice out of those that are left whose time is nearest to the event's. */
function takeNearest(left: NoticeRow[], at: Date): NoticeRow | null {
  const apart = (notice: NoticeRow) => Math.abs(notice.at.getTime() - at.getTime());
  const [nearest = null] = left.toSorted((a, b) => apart(a) - apart(b));
  if (nearest !== null) left.splice(left.indexOf(nearest), 1);
  return nearest;
}

function toEntry(event: EventRow, notice: NoticeRow | null, sale: Sale): HistoryEntry {
  const { data } = event;
  const amount = amountOf(event, sale);
  return {
    ...NOTHING,
    id: `e${event.id}`,
    // A cancel that gives money back is no end of a sale.
    kind: event.kind === "cancel_answered" && "refund" in data ? "refund_cancelled" : event.kind,
    at: event.at.toISOString(),
    by: actorOf(event),
    amount,
    answer: textOf(data.answer),
    why: textOf(data.why),
    reason: textOf(data.reason),
    way: textOf(data.way),
    approvedBy: event.approvedBy,
    to: textOf(data.to) as HistoryEntry["to"],
    anomaly: textOf(data.anomaly),
    notice: notice === null ? null : noticeFacts(notice),
    facts: [...factsOf(data, amount), ...(notice === null ? [] : messageOf(notice))],
  };
}

const NOTHING = {
  ...{ amount: null, answer: null, why: null, reason: null, way: null, approvedBy: null, to: null, anomaly: null },
  ...{ notice: null, repeats: [] as string[] },
};

const ofNotice = (notice: NoticeRow): HistoryEntry => ({
  ...NOTHING,
  id: `n${notice.id}`,
  kind: "notice",
  at: notice.at.toISOString(),
  by: { kind: "gateway" },
  notice: noticeFacts(notice),
  facts: messageOf(notice),
});

const noticeFacts = ({ id, effect, deliveries, verdicts }: NoticeRow): HistoryEntry["notice"] => ({
  id,
  effect,
  deliveries,
  checks: Object.entries(verdicts).map(([name, passed]) => ({ name, passed })),
});

const messageOf = ({ body }: NoticeRow): HistoryEntry["facts"] =>
  showMessage(body).map(({ name, value }) => [name, value]);

function actorOf({ actor, name }: EventRow): HistoryActor {
  if (name !== null) return { kind: "person", name };
  return { kind: actor === "gateway" ? "gateway" : "system" };
}

function amountOf({ kind, data }: EventRow, sale: Sale): HistoryEntry["amount"] {
  const { amount, currency } = data;
  if (typeof amount === "string" && typeof currency === "string" && /^\d+$/.test(amount)) {
    return toMoneyText({ minor: BigInt(amount), currency });
  }
  return kind === "created" ? toMoneyText({ minor: sale.amount, currency: sale.currency }) : null;
}

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** Whoever approved is named in the entry, and money has its point; everything else as it stands. */
const factsOf = (data: EventRow["data"], amount: HistoryEntry["amount"]): HistoryEntry["facts"] =>
  Object.entries(data)
    .filter(([name, value]) => name !== "approvedBy" && value !== null)
    .map(([name, value]) => {
      if (name === "amount" && amount !== null) return [name, decimalText(fromMoneyText(amount))];
      return [name, typeof value === "string" ? value : JSON.stringify(value)];
    });

/** Newest first in, newest first out. */
function fold(entries: readonly HistoryEntry[]): HistoryEntry[] {
  const folded: HistoryEntry[] = [];
  for (const entry of entries) {
    const last = folded.at(-1);
    if (last !== undefined && isSameQuestion(last, entry)) last.repeats.push(entry.at);
    else folded.push({ ...entry, repeats: [] });
  }
  return folded;
}

const QUESTIONS: ReadonlySet<string> = new Set(["queried", "refund_queried", "trade_queried"]);

/** Asked by the shop itself, with the same answer, and nothing turned by it. */
const isSameQuestion = (a: HistoryEntry, b: HistoryEntry): boolean =>
  QUESTIONS.has(a.kind) &&
  [a, b].every(({ to, anomaly, by }) => to === null && anomaly === null && by.kind === "system") &&
  a.kind === b.kind &&
  a.answer === b.answer &&
  a.why === b.why;

import { LATEST_MS } from "../fixtures/bounds.ts";
import type { History } from "./history.ts";
import type { Case, Rule, Violation } from "./violation.ts";
import { casesOf, sum } from "./violation.ts";

const PAID_NEWS: ReadonlySet<string> = new Set(["queried", "noticed"]);
/** Alipay's day ends in Beijing. */
const BEIJING_MS = 8 * 3600 * 1000;

/** I1: what is paid has its evidence, from the gateway, about this money, written by the transaction that made it paid. */
export const paidHasEvidence: Rule = (history) =>
  casesOf(history).flatMap((one) => {
    const { order, attempts, events, payments } = one;
    if (order.status !== "paid") return [];
    const broken = (what: string): Violation[] => [{ row: "I1", order: order.id, what }];
    const proof = events.find(({ data }) => data.to === "paid");
    if (proof === undefined) return broken("is paid, and no event says by what");
    if (!PAID_NEWS.has(proof.kind) || proof.data.answer !== "paid")
      return broken(`became paid by ${proof.kind} ${String(proof.data.answer)}`);
    const attempt = attempts.find(({ id }) => id === proof.attemptId);
    const { amount, currency, tradeNumber } = proof.data;
    if (amount !== order.amount || currency !== order.currency)
      return broken(`is of ${order.amount} ${order.currency}, its evidence of ${String(amount)} ${String(currency)}`);
    if (tradeNumber !== attempt?.tradeNumber) return broken("has another trade number than its evidence");
    const isLast = events.at(-1) === proof;
    if (isLast && proof.xid !== order.xid)
      return broken("was not made paid by the transaction that wrote its evidence");
    const kept = history.notices.some((notice) => notice.orderId === order.id && isWholeProof(notice.verdicts));
    if (proof.kind === "noticed" && !kept) return broken("became paid by a notice that is not in the inbox");
    const known = history.ledger.trades.find((trade) => trade.tradeNo === tradeNumber);
    if (known?.outTradeNo !== attempt?.number)
      return broken(`names trade ${String(tradeNumber)}, which is not its own`);
    return payments.length > 0 ? [] : broken("is paid, and the gateway has no payment");
  });

const isWholeProof = (verdicts: Record<string, boolean>): boolean => Object.values(verdicts).every(Boolean);

/** I3: what the gateway was paid and has not given back is paid here. */
export const paidThereIsPaidHere: Rule = (history) =>
  casesOf(history).flatMap(({ order, payments, refunds }) =>
    sum(payments) > sum(refunds) && order.status !== "paid"
      ? [
          {
            row: "I3",
            order: order.id,
            what: `holds ${sum(payments) - sum(refunds)} at the gateway and is ${order.status}`,
          },
        ]
      : [],
  );

/** I4 I11: order by order, and for each store and day, the books are the ledger. */
export const booksAgree: Rule = (history) => {
  const cases = casesOf(history);
  const single = cases.flatMap((one): Violation[] => {
    const [ours, theirs] = [keptHere(one), sum(one.payments) - sum(one.refunds)];
    const { id: order } = one.order;
    if (ours !== theirs) return [{ row: "I4", order, what: `counts ${ours} here and ${theirs} at the gateway` }];
    const toldOfRefund = one.order.anomaly === "cancelled_refunded";
    const wasSentBack = one.order.status !== "paid" && one.refunds.length > 0;
    if (toldOfRefund !== wasSentBack && !isVoid(one))
      return [{ row: "I11", order, what: `was ${wasSentBack ? "" : "not "}sent back and says the contrary` }];
    return [];
  });
  const ledger = cases.flatMap((one) => daysOfLedger(one, history));
  const days = Map.groupBy([...cases.map(dayHere), ...ledger], ({ day }) => day);
  const summed = [...days].flatMap(([day, entries]): Violation[] => {
    const [ours, theirs] = [sum(entries.map((one) => one.ours)), sum(entries.map((one) => one.theirs))];
    return ours === theirs ? [] : [{ row: "I4", order: null, what: `${day}: ${ours} here, ${theirs} at the gateway` }];
  });
  return [...single, ...summed];
};

/** What we count of a sale: its price, less what we know to have gone back. */
function keptHere({ order, givenBack }: Case): bigint {
  const done = givenBack.filter(({ status }) => status === "done").map(({ amount }) => BigInt(amount));
  return order.status === "paid" ? BigInt(order.amount) - sum(done) : 0n;
}

/** intl's cancel voids a sale, and does not tell whether money went back. */
const isVoid = ({ attempts }: Case): boolean => attempts.some(({ cancelAnswer }) => cancelAnswer === "void");

type Entry = { day: string; ours: bigint; theirs: bigint };

/** A refund counts on the day of its sale, there as here. */
const dayHere = (one: Case): Entry => ({
  day: dayOf(one, one.order.paidAt ?? new Date(0)),
  ours: keptHere(one),
  theirs: 0n,
});

function daysOfLedger(one: Case, { ledger }: History): Entry[] {
  const numbers = new Set(one.attempts.map(({ number }) => number));
  const own = ledger.movements.filter(({ outTradeNo }) => numbers.has(outTradeNo));
  const paid = (own.find(({ kind }) => kind === "payment") ?? own[0])?.at;
  if (paid === undefined) return [];
  // What was found out a moment after midnight is counted on the day after.
  const { paidAt } = one.order;
  const soon = paidAt !== null && paidAt.getTime() - Date.parse(paid) < LATEST_MS;
  const day = dayOf(one, soon ? paidAt : new Date(paid));
  return own.map(({ kind, minor }) => ({ day, ours: 0n, theirs: kind === "payment" ? BigInt(minor) : -BigInt(minor) }));
}

const dayOf = ({ order }: Case, at: Date): string =>
  `${order.store} ${order.currency} ${new Date(at.getTime() + BEIJING_MS).toISOString().slice(0, 10)}`;

/** I12: nobody gets back more than was paid, and each refund moves its money once, under its own number. */
export const refundsAreRight: Rule = (history) => {
  const broken = (order: string, what: string): Violation => ({ row: "I12", order, what });
  const named = Map.groupBy(history.ledger.refunds, ({ refundNo }) => refundNo);
  return casesOf(history).flatMap(({ order, payments, refunds, givenBack }): Violation[] => {
    const ours = givenBack.filter(({ way }) => way === "refund");
    return [
      ...(sum(refunds) > sum(payments)
        ? [broken(order.id, `was paid ${sum(payments)} and gave back ${sum(refunds)}`)]
        : []),
      ...ours
        .filter(({ number, status }) => (named.get(number) ?? []).length !== (status === "done" ? 1 : 0))
        .map(({ number, status }) =>
          broken(order.id, `refund ${number} is ${status}, the gateway made ${named.get(number)?.length ?? 0}`),
        ),
      ...ours
        .filter(({ number, amount }) => (named.get(number) ?? []).some(({ minor }) => minor !== amount))
        .map(({ number, amount }) => broken(order.id, `refund ${number} is not of ${amount} at the gateway`)),
    ];
  });
};

/** I2: the gateway knows no trade of ours that we do not know, and each sale took money once. */
export const oneTradeEach: Rule = (history) => {
  const numbers = new Set(history.attempts.map(({ number }) => number));
  const strange = [...history.ledger.codes, ...history.ledger.trades].filter(
    ({ outTradeNo }) => !numbers.has(outTradeNo),
  );
  const named = [...new Set(strange.map(({ outTradeNo }) => outTradeNo))];
  const twice = casesOf(history).filter(({ payments }) => payments.length > 1);
  return [
    ...named.map(
      (number): Violation => ({ row: "I2", order: null, what: `the gateway knows ${number}, the shop does not` }),
    ),
    ...twice.map(({ order }): Violation => ({ row: "I2", order: order.id, what: "was paid more than once" })),
  ];
};

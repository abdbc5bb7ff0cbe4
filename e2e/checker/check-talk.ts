import type { Call } from "./history.ts";
import type { Rule, Violation } from "./violation.ts";

/** Longer than a process that asked may stand still and still own the sale. */
const JUST_NOW_MS = 20_000;

/**
 * I11: what left the shop before each cancel was a question about the same sale, and it was just answered. A close is the
 * way out after a cancel that the contract forbids, and a call whose connection was stale is repeated as it was (F31).
 */
export const cancelsFollowQueries: Rule = ({ calls, attempts }) => {
  const orderOf = new Map(attempts.map(({ number, orderId }) => [number, orderId]));
  const unseen = new Set(attempts.filter(({ codeText }) => codeText === null).map(({ number }) => number));
  // A code that was asked for before the end was wanted, left after it, and was shown to nobody, says nothing of the sale.
  const talk = calls.filter((call) => call.operation !== "precreate" || !unseen.has(call.merchantNumber ?? ""));
  return [...Map.groupBy(talk, ({ merchantNumber }) => merchantNumber)].flatMap(([number, own]): Violation[] =>
    own.flatMap((call, at) => {
      const ends = call.operation === "cancel" || call.operation === "close";
      const before = own.slice(0, at);
      // Two processes may end one sale at the same time, each after its own question.
      const same = before.filter(({ pid }) => pid === call.pid);
      if (call.phase !== "sent" || !ends || mayFollow(call, before) || mayFollow(call, same)) return [];
      const last = before.findLast(({ phase }) => phase === "sent");
      const what = `${call.operation} of ${number} followed ${last?.operation ?? "nothing"}, and no query was just answered`;
      return [{ row: "I11", order: orderOf.get(number ?? "") ?? null, what }];
    }),
  );
};

function mayFollow(call: Call, before: Call[]): boolean {
  const last = before.findLastIndex(({ phase }) => phase === "sent");
  const [sent, end] = [before[last], before.slice(last).find(({ phase }) => phase !== "sent")];
  if (sent?.operation === "cancel" && sent.pid === call.pid)
    return call.operation === "close" || end?.phase === "stale";
  return sent?.operation === "query" && end?.phase === "answered" && call.at - end.at < JUST_NOW_MS;
}

/**
 * I6 I7: what was answered with success is in the inbox, as often as it was answered (intl's repeats and other messages of
 * one fact share a row there); and once a notice was taken, each repeat that is answered at all is answered so, too.
 */
export const successMeansStored: Rule = ({ ledger, notices, attempts }) => {
  const inbox = Map.groupBy(notices, ({ orderId }) => orderId);
  const sent = Map.groupBy(ledger.notices, ({ outTradeNo }) => outTradeNo);
  const lost = attempts.flatMap(({ number, orderId }): Violation[] => {
    const answers = (sent.get(number) ?? []).flatMap(({ deliveries }) => deliveries);
    const taken = answers.filter(({ acknowledged }) => acknowledged).length;
    const stored = (inbox.get(orderId) ?? []).reduce((total, { deliveries }) => total + deliveries, 0);
    return taken > stored ? [{ row: "I7", order: orderId, what: `${taken} successes, ${stored} notices stored` }] : [];
  });
  const refused = ledger.notices.flatMap(({ id, deliveries }): Violation[] => {
    const first = deliveries.findIndex(({ acknowledged }) => acknowledged);
    const later = first < 0 ? [] : deliveries.slice(first + 1);
    const odd = later.find(({ status, acknowledged }) => status === 200 && !acknowledged);
    return odd ? [{ row: "I6", order: null, what: `a repeat of notice ${id} was answered ${odd.body}` }] : [];
  });
  return [...lost, ...refused];
};

/** I14: a sale, its till, its cashier, its account and its notices are of one store. */
export const storesAreApart: Rule = ({ orders, attempts, notices, ledger }) => {
  const accountOf = new Map(attempts.map((attempt) => [attempt.orderId, attempt.accountId]));
  const generationOf = new Map(attempts.map((attempt) => [attempt.number, attempt.generation]));
  const practice = new Map(orders.map((order) => [order.id, order.practice]));
  const broken = (order: string | null, what: string): Violation => ({ row: "I14", order, what });
  return [
    ...orders.filter((one) => !one.registerOfStore).map(({ id }) => broken(id, "is of another store than its till")),
    ...orders.filter((one) => !one.cashierOfStore).map(({ id }) => broken(id, "was made by a stranger to its store")),
    ...attempts
      .filter((one) => !one.accountOfStore)
      .map((one) => broken(one.orderId, "uses an account of another store")),
    ...attempts
      .filter((one) => practice.get(one.orderId) !== one.accountPractice)
      .map((one) => broken(one.orderId, "mixes practice and money")),
    ...notices
      .filter((one) => one.orderId !== null && accountOf.get(one.orderId) !== one.accountId)
      .map((one) => broken(one.orderId, `was told of by a notice of another account: ${one.notifyId}`)),
    ...ledger.requests
      .filter(
        (one) => one.outTradeNo !== null && (generationOf.get(one.outTradeNo) ?? one.generation) !== one.generation,
      )
      .map((one) => broken(null, `${one.outTradeNo} was asked about over ${one.generation}`)),
  ];
};

import { booksAgree, oneTradeEach, paidHasEvidence, paidThereIsPaidHere, refundsAreRight } from "./check-money.ts";
import {
  amountsStay,
  everythingEnds,
  openOnesAreWatched,
  screensTellTheTruth,
  statesGoForward,
} from "./check-states.ts";
import { cancelsFollowQueries, storesAreApart, successMeansStored } from "./check-talk.ts";
import type { History } from "./history.ts";
import type { Rule } from "./violation.ts";

const RULES: readonly Rule[] = [
  ...[paidHasEvidence, paidThereIsPaidHere, booksAgree, refundsAreRight, oneTradeEach],
  ...[statesGoForward, openOnesAreWatched, amountsStay, everythingEnds, screensTellTheTruth],
  ...[cancelsFollowQueries, successMeansStored, storesAreApart],
];

/** Every broken rule, one line each with the events of its sale; empty when the history of a shop at rest is sound. */
export function checkHistory(history: History): string[] {
  const violations = RULES.flatMap((rule) => rule(history));
  return violations.map(({ row, order, what }) => {
    const events = history.events.filter(({ orderId }) => orderId === order);
    const line = events.map(({ kind, data }) => [kind, data.answer ?? data.why, data.to].filter(Boolean).join(" "));
    return order === null ? `${row} ${what}` : `${row} order ${order} ${what} [${line.join(", ")}]`;
  });
}

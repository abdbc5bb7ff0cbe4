import type { PaymentState } from "./status.ts";
import type { News } from "./transition.ts";

/** The event that tells of news: its kind, what it brought, and the turn that it made. Never codes, keys or buyers. */
export function describeNews(
  news: News,
  before: PaymentState,
  after: PaymentState,
): { kind: string; data: Record<string, unknown> } {
  const turn = before.status === after.status ? {} : { from: before.status, to: after.status };
  const anomaly = before.anomaly === after.anomaly ? {} : { anomaly: after.anomaly };
  return { kind: news.kind, data: { ...facts(news), ...turn, ...anomaly } };
}

function facts(news: News): Record<string, unknown> {
  switch (news.kind) {
    case "code_answered":
    case "cancel_answered":
      return answerFacts(news.outcome);
    case "queried":
      return news.outcome.kind === "trade" ? trade(news.outcome.trade) : answerFacts(news.outcome);
    case "noticed":
    case "mismatch":
      return trade(news.trade);
    case "end_wanted":
      return { why: news.why };
    case "mismatch_settled":
    case "cancel_given_up":
      return { reason: news.reason };
    default:
      return {};
  }
}

/** What an answer of the gateway says about itself. */
export const answerFacts = (outcome: { kind: string; why?: string; code?: string }): Record<string, unknown> => ({
  answer: outcome.kind,
  ...(outcome.why === undefined ? {} : { why: outcome.why }),
  ...(outcome.code === undefined ? {} : { code: outcome.code }),
});

const trade = (news: { state: string; tradeNumber: string; amount: { minor: bigint; currency: string } }) => ({
  answer: news.state,
  tradeNumber: news.tradeNumber,
  amount: news.amount.minor.toString(),
  currency: news.amount.currency,
});

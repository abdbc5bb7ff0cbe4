import type { Claim, CodeOutcome, QueryOutcome } from "#lib/payments/gateway.ts";
import { isAnswered, isSilence } from "#lib/payments/no-answer.ts";
import type { Exchange } from "./ask-gateway.ts";

/** What can be made of an exchange. */
export type Heard = {
  /** Why no gateway said a word; null when one did. */
  silence: string | null;
  /** Why nothing that was said is proved to be Alipay's; null when something is. */
  flaw: string | null;
  /** The refusals, and what a query that is none was answered. A cashier's reason stands only with a code that was asked for. */
  said: readonly { code: string; reason: Claim["reason"] | null; currency: string | null }[];
};

export function readExchange({ query, codes }: Exchange): Heard {
  const heard = [hearQuery(query), ...codes.map(({ outcome }) => hearCode(outcome))];
  const spoke = heard.filter(({ silence }) => silence === null);
  return {
    silence: spoke.length > 0 ? null : (heard[0]?.silence ?? null),
    flaw: spoke.some(({ flaw }) => flaw === null) ? null : (spoke[0]?.flaw ?? null),
    said: [
      ...codes.flatMap(({ currency, outcome }) => {
        const claim = claimOf(outcome);
        return claim ? [{ ...claim, currency }] : [];
      }),
      ...heard.slice(0, 1).flatMap(({ code }) => (code === null ? [] : [{ code, reason: null, currency: null }])),
    ],
  };
}

type One = { silence: string | null; flaw: string | null; code: string | null };

function hearQuery(outcome: QueryOutcome): One {
  return outcome.kind === "unclear" ? hearUnclear(outcome.why) : { silence: null, flaw: null, code: null };
}

function hearCode(outcome: CodeOutcome): One {
  switch (outcome.kind) {
    case "not_sent":
      return { silence: outcome.why, flaw: null, code: null };
    case "unclear":
      return hearUnclear(outcome.why);
    case "refused":
      // MAPI's refusals of a code are believed unsigned: whether the answers are Alipay's, the query tells.
      return { silence: null, flaw: "unsigned_refusal", code: null };
    default:
      return { silence: null, flaw: null, code: null };
  }
}

/** `why` is a word of ours, a code of Alipay's, or one with the other behind it. */
function hearUnclear(why: string): One {
  const [word = why, claimed] = why.split(": ");
  if (isSilence(word) || word.startsWith("invalid_")) return { silence: word, flaw: null, code: null };
  if (!isAnswered({ kind: "unclear", why })) return { silence: null, flaw: word, code: claimed ?? null };
  return { silence: null, flaw: null, code: word };
}

const claimOf = (outcome: CodeOutcome): Claim | null => {
  if (outcome.kind === "refused") return outcome;
  return outcome.kind === "unclear" ? outcome.claim : null;
};

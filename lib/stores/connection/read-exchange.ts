import type { CancelOutcome, CodeOutcome, Failure, QueryOutcome } from "#lib/payments/gateway.ts";
import { isAnswered, isSilence, RATE_LIMITED } from "#lib/payments/no-answer.ts";
import type { Exchange } from "./ask-gateway.ts";

/** What became of one request. All of silence, flaw and code null: it was answered as it should be. */
type Part = {
  operation: "query" | "code" | "cancel";
  /** Why the gateway said no word. */
  silence: string | null;
  /** Why what it said is not proved to be Alipay's. */
  flaw: string | null;
  /** What it said in place of what was asked for, and its meaning; null where the words are not believed. */
  code: string | null;
  reason: Failure | null;
  /** Of a code that was asked for. */
  currency: string | null;
};

/** What can be made of an exchange. */
export type Heard = {
  /** Why no gateway said a word; null when one did. */
  silence: string | null;
  /** Why nothing that was said is proved to be Alipay's; null when something is. */
  flaw: string | null;
  /** The first request that stayed without an answer although another one had its. */
  unanswered: { code: string } | null;
  /** The first answer that is not proved although another one is. */
  unproved: { flaw: string; code: string } | null;
  /** Why a till could not ask for payments or end them, although it may make codes; null when it could. */
  blind: { code: string } | null;
  /** Whatever was said in place of what was asked for: of codes first. `told`: the code as people read it, with its request. */
  said: readonly (Pick<Part, "operation" | "reason" | "currency"> & { code: string; told: string })[];
};

/** What a refusal's code means, in the generation's own words. */
type ReasonOf = (code: string) => Failure;

export function readExchange({ query, codes }: Exchange, reasonOf: ReasonOf): Heard {
  const asked = hearQuery(query, reasonOf);
  const made = codes.map(({ currency, outcome }) => ({ ...hearCode(outcome), currency }));
  const cancelled = codes.flatMap(({ cancel }) => (cancel === null ? [] : [hearCancel(cancel, reasonOf)]));
  const parts: Part[] = [asked, ...made, ...cancelled];
  const spoke = parts.filter(({ silence }) => silence === null);
  const isProved = spoke.some(({ flaw }) => flaw === null);
  const unanswered = parts.find(({ silence }) => silence !== null);
  const unproved = spoke.find(({ flaw }) => flaw !== null && flaw !== UNSIGNED_REFUSAL);
  const blind = [asked, ...cancelled].find(({ silence, flaw, code }) => (silence ?? flaw ?? code) !== null);
  return {
    silence: spoke.length > 0 ? null : asked.silence,
    flaw: isProved ? null : (spoke[0]?.flaw ?? null),
    unanswered: unanswered ? { code: textOf(unanswered) } : null,
    unproved: isProved && unproved ? { flaw: unproved.flaw ?? "", code: textOf(unproved) } : null,
    blind: blind ? { code: textOf(blind) } : null,
    said: [...made, asked, ...cancelled].flatMap(({ operation, code, reason, currency }) =>
      code === null
        ? []
        : [{ operation, code, told: operation === "code" ? code : `${operation}: ${code}`, reason, currency }],
    ),
  };
}

/** MAPI signs no refusal of its gateway's: such a one lessens nothing that is proved. */
const UNSIGNED_REFUSAL = "unsigned_refusal";

const textOf = ({ operation, silence, flaw, code }: Part): string => `${operation}: ${silence ?? flaw ?? code}`;

const GOOD = { silence: null, flaw: null, code: null, reason: null, currency: null };

const hearQuery = (outcome: QueryOutcome, reasonOf: ReasonOf): Part => ({
  operation: "query",
  ...(outcome.kind === "unclear" ? hearUnclear(outcome.why, reasonOf) : GOOD),
});

function hearCancel(outcome: CancelOutcome, reasonOf: ReasonOf): Part {
  const operation = "cancel";
  switch (outcome.kind) {
    case "unclear":
      return { operation, ...hearUnclear(outcome.why, reasonOf) };
    case "refused":
      return { operation, ...GOOD, code: outcome.code, reason: reasonOf(outcome.code) };
    default:
      return { operation, ...GOOD };
  }
}

function hearCode(outcome: CodeOutcome): Part {
  const operation = "code";
  switch (outcome.kind) {
    case "not_sent":
      return { operation, ...GOOD, silence: outcome.why };
    case "unclear": {
      const { why, claim } = outcome;
      const reason = why === RATE_LIMITED ? "busy" : (claim?.reason ?? null);
      return { operation, ...hearUnclear(why, () => "unknown_reason"), code: claim?.code ?? null, reason };
    }
    case "refused":
      // MAPI's refusals of a code are believed unsigned: whether the answers are Alipay's, the others tell.
      return { operation, ...GOOD, flaw: UNSIGNED_REFUSAL, code: outcome.code, reason: outcome.reason };
    default:
      return { operation, ...GOOD };
  }
}

/** `why` is a word of ours, a code of Alipay's, or one with the other behind it. */
function hearUnclear(why: string, reasonOf: ReasonOf): Omit<Part, "operation"> {
  const [word = why, claimed = null] = why.split(": ");
  if (isSilence(word) || word.startsWith("invalid_")) return { ...GOOD, silence: word };
  if (why === RATE_LIMITED) return { ...GOOD, code: why, reason: "busy" };
  if (isAnswered({ kind: "unclear", why })) return { ...GOOD, code: word, reason: reasonOf(word) };
  const isBelieved = word === UNSIGNED_REFUSAL && claimed !== null;
  return { ...GOOD, flaw: word, code: claimed, reason: isBelieved ? reasonOf(claimed) : null };
}

import { type NoAnswer, noAnswerReasons } from "#lib/alipay/send.ts";
import type { CodeOutcome, RefundOutcome, Unclear } from "./gateway.ts";

/** `why` of every unclear answer which says that too many calls were made (codes.md: 40005, REQUEST_TRAFFIC_EXCEED_LIMIT). */
export const RATE_LIMITED = "rate_limited";

/** A page of an error instead of an answer is no word of the gateway either. */
const SILENCE: ReadonlySet<string> = new Set([...noAnswerReasons, "http_status"]);

/** True for the `why` of an unclear answer behind which no gateway said anything. */
export const isSilence = (why: string): boolean => SILENCE.has(why);

/** Nor is one that cannot be read, or that Alipay is not proved to have signed. */
const UNPROVED: ReadonlySet<string> = new Set([
  ...[
    "not_utf8",
    "not_in_charset",
    "bad_json",
    "bad_structure",
    "bad_reference",
    "no_message",
    "bad_message",
    "no_result",
  ],
  ...["no_signature", "bad_signature", "unknown_certificate", "other_sign_type", "not_decrypted", "unsigned_refusal"],
]);

/** True for the outcome of a call that a gateway has answered, in words that we could read and verify. */
export function isAnswered({ kind, why = "" }: { kind: string; why?: string }): boolean {
  if (kind === "not_sent") return false;
  const [word = why] = why.split(":");
  return kind !== "unclear" || !(isSilence(word) || UNPROVED.has(word));
}

/** A request that our own rules did not let out. */
type Invalid = { kind: "invalid"; field: string; problem: string };

/** Why there is no code although no gateway refused one. */
export function noCode(result: NoAnswer | Invalid): CodeOutcome {
  if (result.kind === "invalid") {
    return { kind: "refused", reason: "settings", code: `${result.field}: ${result.problem}` };
  }
  return result.sent ? { kind: "unclear", why: result.reason, claim: null } : { kind: "not_sent", why: result.reason };
}

/**
 * Nothing moved, for nothing was sent. An amount that the interface cannot hold stays one, and `amountField` is where it stands; what
 * else was wrong may be mended.
 */
export function invalidRefund({ field, problem }: Invalid, amountField?: string): RefundOutcome {
  const isAmount = field === amountField;
  const reason = isAmount ? "too_much" : "settings";
  return { kind: "refused", reason, code: `${field}: ${problem}`, again: !isAmount };
}

/** Whatever is no clear answer, with its reason for the log; `whyOf` knows the generation's own codes. */
export function unclear<Said extends { kind: "unclear" }>(
  result: Said | NoAnswer | Invalid,
  whyOf: (said: Said) => string,
): Unclear {
  switch (result.kind) {
    case "unclear":
      return { kind: "unclear", why: whyOf(result) };
    case "no_answer":
      return { kind: "unclear", why: result.reason };
    case "invalid":
      return { kind: "unclear", why: `invalid_${result.field}` };
  }
}

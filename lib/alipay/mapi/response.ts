import { textOf } from "../form.ts";
import type { Answer } from "../send.ts";
import { type CodedOperation, isGatewayRefusal, type Reaction, reactionTo } from "./codes.ts";
import type { MapiConfig } from "./config.ts";
import { type AnswerDocument, type DocumentProblem, type Members, readDocument } from "./document.ts";
import { verifyMembers } from "./signature.ts";

export type UnverifiedReason =
  | "http_status"
  | DocumentProblem
  | "contradiction"
  | "no_result"
  | "no_signature"
  | "other_sign_type"
  | "bad_signature";

/** The gateway's code, with its clock as the answer's Date tells it: a refused time is understood only beside that. */
export type GatewayError = { code: string; date: string | null };

/** An answer that settles nothing; the trade may be in any state. */
export type Unclear = {
  kind: "unclear";
  why: UnverifiedReason | "unsigned_refusal" | "code" | "bad_result" | "other_trade" | "bad_member" | "retry_flag";
  /** What the gateway said; of an unsigned answer only a claim, good for a message to a person and nothing else. */
  error: GatewayError | null;
};

/** A refusal to be believed: nothing was done. */
export type Refused = { kind: "refused"; reaction: Extract<Reaction, "fail" | "fix" | "new"> } & GatewayError;

/** Nobody has scanned yet, so Alipay knows no such trade: normal waiting while the code is alive (mapi.md section 4.2). */
export type NotExist = { kind: "not_exist" };

export type Success = { kind: "success"; members: Members };

/** The trade that was asked about: by our own number, or by Alipay's. */
type AskedTrade =
  | { out_trade_no: string; alipay_trans_id?: never; partner_refund_id?: string }
  | { out_trade_no?: never; alipay_trans_id: string; partner_refund_id?: never };

type Asked = { operation: CodedOperation } & AskedTrade;

/** The common way from an answer to its members: parse, verify, hold the numbers against those asked for, read the result. */
export function readAnswer(answer: Answer, config: MapiConfig, asked: Asked): Success | Refused | NotExist | Unclear {
  if (answer.status !== 200) return unclear("http_status");
  const read = readDocument(answer.body, answer.contentType);
  if (!read.ok) return unclear(read.problem);
  const { document } = read;
  if (document.isSuccess === "F") return readGatewayRefusal(document, answer.date, asked);
  // T says that the gateway took the request, and no more (seed-notes 0.14).
  if (document.isSuccess !== "T") return unclear("bad_structure");
  const members = verifyDocument(document, config);
  return typeof members === "string" ? unclear(members) : readResult(members, answer.date, asked);
}

export function unclear(why: Unclear["why"], error: GatewayError | null = null): Unclear {
  return { kind: "unclear", why, error };
}

/**
 * F comes unsigned, because Alipay may know no key to sign for. A refused precreate was not processed (mapi.md section 3); about a
 * trade that may exist an unsigned word is a claim.
 */
function readGatewayRefusal(
  { error: code, members }: AnswerDocument,
  date: string | null,
  { operation }: Asked,
): Refused | Unclear {
  if (members) return unclear("contradiction");
  const error = gatewayError(code, date);
  if (!error) return unclear("no_result");
  return operation === "precreate" && isGatewayRefusal(error.code)
    ? { kind: "refused", reaction: "fix", ...error }
    : unclear("unsigned_refusal", error);
}

/** The signed members, or why nothing may be read. */
function verifyDocument(document: AnswerDocument, config: MapiConfig): Members | UnverifiedReason {
  const { error, members, sign, signType } = document;
  if (error !== undefined) return "contradiction";
  if (!members) return "no_result";
  if (sign === undefined) return "no_signature";
  // The account's method, whatever the message says of itself (B3).
  if (signType !== config.signType) return "other_sign_type";
  return verifyMembers(members, sign, config) === "good" ? members : "bad_signature";
}

function readResult(members: Members, date: string | null, asked: Asked): Success | Refused | NotExist | Unclear {
  if (namesOther(members, asked)) return unclear("other_trade");
  const result = textOf(members, "result_code");
  const error = gatewayError(textOf(members, "detail_error_code") ?? textOf(members, "error"), date);
  if (result === "SUCCESS") return error ? unclear("contradiction", error) : { kind: "success", members };
  // Both spellings are Alipay's (mapi.md section 4.1).
  if (result === "UNKNOWN" || result === "UNKNOW") return unclear("code", error);
  if (result !== "FAIL" || !error) return unclear("bad_result", error);
  const reaction = reactionTo(asked.operation, error.code);
  if (reaction === "wait") return { kind: "not_exist" };
  return reaction === "unknown" ? unclear("code", error) : { kind: "refused", reaction, ...error };
}

/** A genuine answer to another question is no fact about this trade. Precreate and query call its number differently. */
function namesOther(members: Members, { out_trade_no, alipay_trans_id, partner_refund_id }: Asked): boolean {
  const trade = out_trade_no === undefined ? { alipay_trans_id } : { out_trade_no, partner_trans_id: out_trade_no };
  const ours = partner_refund_id === undefined ? trade : { ...trade, partner_refund_id };
  return Object.entries(ours).some(([name, number]) => (textOf(members, name) ?? number) !== number);
}

/** Codes are words of capitals; a text in their place is not passed on (B33). The texts beside them have typing errors and are not read. */
function gatewayError(code: string | undefined, date: string | null): GatewayError | null {
  return code !== undefined && /^[A-Z][A-Z0-9_.-]{0,63}$/.test(code) ? { code, date } : null;
}

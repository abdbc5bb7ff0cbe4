import { decodeStrictly } from "../form.ts";
import { findMembers, type JsonObject, parseJson, parseObject, textOf } from "../json.ts";
import type { Answer } from "../send.ts";
import { verifyText } from "../sign.ts";
import { type Reaction, reactionTo } from "./codes.ts";
import { alipayKey, type OpenapiConfig } from "./config.ts";
import { decryptContent } from "./content.ts";
import { type Method, methods } from "./methods.ts";

export type UnverifiedReason =
  | "http_status"
  | "not_utf8"
  | "bad_json"
  | "no_result"
  | "no_signature"
  | "unknown_certificate"
  | "bad_signature"
  | "not_decrypted"
  | "bad_result";

/** Gateway texts for people: shown as plain text, never matched on. */
export type GatewayError = { code: string; sub_code: string | null; sub_msg: string | null };

/** An answer that settles nothing; the trade may be in any state. */
export type Unclear = {
  kind: "unclear";
  why: UnverifiedReason | "code" | "other_trade" | "bad_member" | "retry_flag" | "not_proven";
  /** What the gateway said; of an unsigned answer only a claim, good for a message to a person and nothing else. */
  error: GatewayError | null;
};

/** A verified refusal: nothing was done. */
export type Refused = { kind: "refused"; reaction: Extract<Reaction, "fail" | "fix" | "new"> } & GatewayError;

/**
 * Nobody has scanned yet, so Alipay knows no such trade: normal waiting while the code is alive (openapi.md section 6.2). Of a bill:
 * there is none, or not yet.
 */
export type NotExist = { kind: "not_exist" };

export type Success = { kind: "success"; members: JsonObject };

/** The trade that was asked about: by our own number, or by Alipay's. */
type AskedTrade = { out_trade_no?: string; trade_no?: never } | { out_trade_no?: never; trade_no: string };

function namesOther(members: JsonObject, { out_trade_no, trade_no }: AskedTrade): boolean {
  const [name, asked] = trade_no === undefined ? ["out_trade_no", out_trade_no] : ["trade_no", trade_no];
  return members.has(name) && members.get(name) !== asked;
}

/** The common way from an answer to its members: verify, then read the code, then hold the trade number against the one asked for. */
export function readAnswer(
  answer: Answer,
  config: OpenapiConfig,
  asked: { method: Method } & AskedTrade,
): Success | Refused | NotExist | Unclear {
  const verified = verifyAnswer(answer, methods[asked.method], config);
  if (verified.kind === "unverified") return unclear(verified.why, verified.claim);
  const { members } = verified;
  const error = gatewayError(members);
  if (!error) return unclear("bad_result");
  // A genuine answer to another question is no fact about this trade.
  if (namesOther(members, asked)) return unclear("other_trade");
  const reaction = reactionTo(asked.method, error.code, error.sub_code);
  if (reaction === "ok") return { kind: "success", members };
  if (reaction === "wait") return { kind: "not_exist" };
  return reaction === "unknown" ? unclear("code", error) : { kind: "refused", reaction, ...error };
}

export function unclear(why: Unclear["why"], error: GatewayError | null = null): Unclear {
  return { kind: "unclear", why, error };
}

type Verified = { kind: "verified"; members: JsonObject };
type Unverified = { kind: "unverified"; why: UnverifiedReason; claim: GatewayError | null };

/** Parses the signed text and nothing else of the answer (openapi.md section 5). */
function verifyAnswer(answer: Answer, method: string, config: OpenapiConfig): Verified | Unverified {
  if (answer.status !== 200) return unverified("http_status");
  const text = decodeStrictly(answer.body, "utf-8");
  if (text === null) return unverified("not_utf8");
  const signed = verifySignedText(text, method, config);
  if (!signed.ok) return unverified(signed.why, signed.claimed);
  const content = contentOf(signed.text, config);
  if (content === null) return unverified("not_decrypted");
  const members = parseObject(content);
  if (!members) return unverified("bad_result");
  // Errors may come in a node of their own, and plain where contents are encrypted (openapi.md sections 4 and 5); a success never.
  const isPlain = config.aesKey !== undefined && content === signed.text;
  const isMisplaced = textOf(members, "code") === "10000" && (signed.isError || isPlain);
  return isMisplaced ? unverified("bad_result") : { kind: "verified", members };
}

/** An encrypted result is one text; what was refused before it could be read comes back plain (openapi.md section 4). */
function contentOf(signed: string, { aesKey }: OpenapiConfig): string | null {
  if (aesKey === undefined) return signed;
  const result = parseJson(signed);
  return result.ok && typeof result.value === "string" ? decryptContent(result.value, aesKey) : signed;
}

/**
 * Finds the result node by the method's name, else `error_response`, and verifies its exact characters (openapi.md section 5).
 * Order does not matter, any duplicate member refuses the whole answer, and what is not signed is never read.
 */
export function verifySignedText(
  text: string,
  method: string,
  { trust, signType }: Pick<OpenapiConfig, "trust" | "signType">,
): { ok: true; text: string; isError: boolean } | { ok: false; why: UnverifiedReason; claimed?: string } {
  const found = findMembers(text);
  if (!found.ok) return { ok: false, why: "bad_json" };
  const node = found.members.get(`${method.replaceAll(".", "_")}_response`);
  const result = node ?? found.members.get("error_response");
  if (result === undefined) return { ok: false, why: "no_result" };
  const sign = textMember(found.members, "sign");
  if (sign === undefined) return { ok: false, why: "no_signature", claimed: result };
  const key = alipayKey(trust, textMember(found.members, "alipay_cert_sn"));
  if (key === null) return { ok: false, why: "unknown_certificate" };
  const verdict = verifyText(result, sign, { ...key, signType });
  return verdict === "good"
    ? { ok: true, text: result, isError: node === undefined }
    : { ok: false, why: "bad_signature" };
}

function textMember(members: ReadonlyMap<string, string>, name: string): string | undefined {
  const member = parseJson(members.get(name) ?? "null");
  return member.ok && typeof member.value === "string" ? member.value : undefined;
}

/** Some refusals come unsigned because Alipay knows no key to sign for (`isv.invalid-app-id`): worth showing, never worth believing. */
function unverified(why: UnverifiedReason, claimed?: string): Unverified {
  const members = claimed === undefined ? null : parseObject(claimed);
  return { kind: "unverified", why, claim: members && gatewayError(members) };
}

const maxErrorText = 256;

function gatewayError(members: JsonObject): GatewayError | null {
  const code = textOf(members, "code");
  const textOrNull = (name: string) => textOf(members, name)?.slice(0, maxErrorText) ?? null;
  return code ? { code, sub_code: textOrNull("sub_code"), sub_msg: textOrNull("sub_msg") } : null;
}

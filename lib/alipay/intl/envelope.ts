import { decodeStrictly } from "../form.ts";
import { findMembers, isObject, type JsonObject, parseJson, parseObject } from "../json.ts";
import { decodeBase64, type SignatureVerdict, signText, verifyText } from "../sign.ts";
import type { IntlConfig } from "./config.ts";

/** The member that holds the signed message: whoever asks sends a request, whoever answers a response (intl.md section 1). */
export type Side = "request" | "response";

export type Message = { head: JsonObject; body: JsonObject };

export type EnvelopeProblem = "not_utf8" | "bad_json" | "no_message" | "no_signature" | "bad_signature" | "bad_message";

type Trust = Pick<IntlConfig, "alipayPublicKey" | "formerAlipayKey" | "signType" | "doubleBase64">;

type Refused = { ok: false; why: EnvelopeProblem; claimed?: Message | null };

/** Wraps a message that was serialised once: its signature covers exactly these characters (intl.md section 2). */
export async function sealEnvelope(
  side: Side,
  message: string,
  { privateKey, signType }: Pick<IntlConfig, "privateKey" | "signType">,
): Promise<string> {
  return `{"${side}":${message},"signature":"${await signText(message, privateKey, signType)}"}`;
}

/** Verifies an envelope and parses the signed text and nothing else of it. `claimed` is what nobody signed. */
export function openEnvelope(
  bytes: Uint8Array,
  side: Side,
  config: IntlConfig,
): { ok: true; message: Message } | Refused {
  const text = decodeStrictly(bytes, "utf-8");
  if (text === null) return { ok: false, why: "not_utf8" };
  const signed = verifyEnvelope(text, side, config);
  if (!signed.ok) return { ...signed, claimed: signed.claimed === undefined ? null : readMessage(signed.claimed) };
  const message = readMessage(signed.text);
  return message ? { ok: true, message } : { ok: false, why: "bad_message" };
}

/**
 * Finds the signed text by its place in the received characters, blanks and line feeds included; a parsed and re-serialised copy
 * would be another text (intl.md section 2.5). Duplicate members, also in escapes, refuse the whole (clarification 13).
 */
export function verifyEnvelope(
  text: string,
  side: Side,
  trust: Trust,
): { ok: true; text: string } | { ok: false; why: EnvelopeProblem; claimed?: string } {
  const found = findMembers(text);
  if (!found.ok) return { ok: false, why: "bad_json" };
  const message = found.members.get(side);
  if (message === undefined) return { ok: false, why: "no_message" };
  const signature = parseJson(found.members.get("signature") ?? "null");
  if (!signature.ok || typeof signature.value !== "string" || signature.value === "") {
    return { ok: false, why: "no_signature", claimed: message };
  }
  const verdict = verifySignature(message, signature.value, trust);
  return verdict === "good" ? { ok: true, text: message } : { ok: false, why: "bad_signature" };
}

/** One page shows a signature that was encoded twice (intl.md section 2.4): tried only behind the account's switch. */
function verifySignature(
  message: string,
  signature: string,
  { alipayPublicKey: key, formerAlipayKey: former = null, signType, doubleBase64 }: Trust,
): SignatureVerdict {
  const trusted = { key, former, signType };
  const verdict = verifyText(message, signature, trusted);
  if (verdict !== "malformed" || !doubleBase64) return verdict;
  const inner = decodeBase64(signature)?.toString("latin1");
  return verifyText(message, inner, trusted);
}

function readMessage(text: string): Message | null {
  const message = parseObject(text);
  const [head, body] = [message?.get("head"), message?.get("body")];
  return isObject(head) && isObject(body) ? { head, body } : null;
}

import type { KeyObject } from "node:crypto";
import { z } from "zod";
import { isOwnPublicKey, readPublicKey } from "#lib/alipay/keys/keys.ts";
import type { FormerKey, SignType } from "#lib/alipay/sign.ts";
import { type Opened, refusedField } from "../account.ts";

/** Alipay's key of before, while it changes over, and the last day on which it counts (T5). */
export const formerKeyEntries = {
  formerAlipayPublicKey: z.string().min(1).max(10_000).optional(),
  formerKeyUntil: z.iso.date().optional(),
};

type Entries = { formerAlipayPublicKey?: string | undefined; formerKeyUntil?: string | undefined };

/** Both entries or none: a key without an end would be trusted for ever. The day is Alipay's, in China. */
export function readFormerKey(
  { formerAlipayPublicKey: text, formerKeyUntil: day }: Entries,
  signType: SignType,
  privateKey: KeyObject,
): Opened<FormerKey | null> {
  if (text === undefined && day === undefined) return { ok: true, value: null };
  if (text === undefined) return refusedField("formerAlipayPublicKey", "empty");
  if (day === undefined) return refusedField("formerKeyUntil", "missing");
  const read = readPublicKey(text, signType);
  if (!read.ok) return refusedField("formerAlipayPublicKey", read.problem);
  if (isOwnPublicKey(read.key, privateKey)) return refusedField("formerAlipayPublicKey", "own_public_key");
  return { ok: true, value: { key: read.key, until: Date.parse(`${day}T23:59:59.999+08:00`) } };
}

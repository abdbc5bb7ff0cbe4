import type { FormValue } from "../form.ts";
import { type SignatureVerdict, verifyText } from "../sign.ts";
import { signString } from "../sign-string.ts";
import type { MapiConfig } from "./config.ts";

/** The members of a message that count for its signature; neither answers nor notices sign these two (mapi.md sections 3 and 5). */
const unsigned = ["sign", "sign_type"];

/**
 * Over the bytes that came; and where those are not what was signed, once more in UTF-8, the charset of our requests: no page says
 * which of the two Alipay signs when it writes GBK (clarification 1). Method and key come from the account, never from the message.
 */
export function verifyMembers(
  members: ReadonlyMap<string, FormValue>,
  signature: string | undefined,
  { alipayKey, formerAlipayKey, signType }: Pick<MapiConfig, "alipayKey" | "formerAlipayKey" | "signType">,
): SignatureVerdict {
  const trusted = { key: alipayKey, former: formerAlipayKey ?? null, signType };
  const received = [...members].map(([name, value]) => [name, value.bytes] as const);
  const verdict = verifyText(Buffer.from(signString(received, unsigned), "latin1"), signature, trusted);
  if (verdict !== "wrong") return verdict;
  const texts = [...members].map(([name, value]) => [name, value.text] as const);
  return verifyText(signString(texts, unsigned), signature, trusted);
}

import { isDrawable, toUri } from "#lib/alipay/page-url.ts";
import { checkQrText } from "#lib/alipay/qr-text.ts";
import type { CodeOutcome, Generation } from "./gateway.ts";
import { TRAITS } from "./traits.ts";

/** What may be drawn of a code, byte for byte; null for the address of a page that is no valid URI (docs/alipay/intl.md, The payment page). */
export const drawable = (generation: Generation, text: string): string | null =>
  TRAITS[generation].code === "wallet" || isDrawable(text) ? text : null;

/** Where a browser is sent to for a page: the gateway's address with nothing changed but what no URI may hold. */
export const pageAddress = toUri;

/** A wallet code as the gateway gave it; one that leads to somebody else is no code. */
export function walletCode(text: string, origins: readonly string[]): CodeOutcome {
  const verdict = checkQrText(text, origins);
  return verdict === "ok" ? { kind: "code", text } : { kind: "unclear", why: `code_${verdict}`, claim: null };
}

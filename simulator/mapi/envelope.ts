import { parseChinaTime } from "../china-time.ts";
import { accepted, refused } from "../content/checked.ts";
import type { Params } from "../http/form-params.ts";
import { signedText } from "../sign/joined-text.ts";
import type { World } from "../world.ts";
import { type Checked, gatewayRefusal, type Refusal } from "./answer.ts";
import { findMerchant, type MapiMerchant, type TimestampForm } from "./merchant.ts";
import { holds, UNSIGNED } from "./sign.ts";
import { isXmlText } from "./xml.ts";

export type Texts = Readonly<Record<string, string>>;

/** "request expires after 30 min" (mapi.md 1, `timestamp`); a clock that far ahead is as wrong. */
const CLOCK_WINDOW_MS = 30 * 60 * 1000;

/** Who speaks, whether it is really they, and whether it is now. What fails here is no business of the merchant's yet. */
export function checkEnvelope(
  world: World,
  { params, texts }: { readonly params: Params; readonly texts: Texts },
  needsTimestamp: boolean,
): Checked<MapiMerchant> {
  if (!Object.values(texts).every(isXmlText)) return refused(gatewayRefusal("ILLEGAL_ARGUMENT"));
  const merchant = findMerchant(world, texts.partner);
  if (!merchant) return refused(gatewayRefusal("ILLEGAL_PARTNER"));
  // The documents let a missing sign_type stand for MD5, and say that it must always be sent (mapi.md 2.6).
  if (texts.sign_type !== merchant.signType) return refused(gatewayRefusal("ILLEGAL_SIGN_TYPE"));
  if (!holds(merchant, signedText(params, UNSIGNED), texts.sign ?? "")) return refused(gatewayRefusal("ILLEGAL_SIGN"));
  const wrong =
    checkTime(world, texts.timestamp, { form: merchant.timestamp, isNeeded: needsTimestamp }) ??
    checkTime(world, texts.terminal_timestamp, { form: merchant.timestamp, isNeeded: false });
  return wrong ? refused(wrong) : accepted(merchant);
}

function checkTime(
  world: World,
  text: string | undefined,
  { form, isNeeded }: { readonly form: TimestampForm; readonly isNeeded: boolean },
): Refusal | undefined {
  if (!text) return isNeeded ? gatewayRefusal("ILLEGAL_ARGUMENT") : undefined;
  const at = form === "china" ? parseChinaTime(text) : parseEpoch(text);
  if (at === undefined) return gatewayRefusal("ILLEGAL_ARGUMENT");
  return Math.abs(at - world.machineNow()) > CLOCK_WINDOW_MS ? gatewayRefusal("ILLEGAL_TIMESTAMP") : undefined;
}

/** Milliseconds: 13 digits until the year 2286. */
function parseEpoch(text: string): number | undefined {
  return /^\d{13}$/.test(text) ? Number(text) : undefined;
}

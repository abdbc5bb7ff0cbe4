import { parseChinaTime } from "../china-time.ts";
import { accepted, refused } from "../content/checked.ts";
import { isHttpAddress } from "../content/members.ts";
import { decodeTexts, type Params } from "../http/form-params.ts";
import { signedText } from "../sign/joined-text.ts";
import { isSignedBy } from "../sign/rsa.ts";
import type { World } from "../world.ts";
import { type Checked, type Refusal, refusal } from "./answer.ts";
import type { OpenapiMerchant } from "./merchant.ts";

export type PublicParams = Readonly<Record<string, string>>;

/** Mandatory public parameters: what a missing one is called (codes.md 1, 40001) and its length (seed 001). */
const MANDATORY = [
  ["app_id", "isv.missing-app-id", 32],
  ["method", "isv.missing-method", 128],
  ["sign_type", "isv.missing-signature-type", 10],
  ["sign", "isv.missing-signature", 1024],
  ["timestamp", "isv.missing-timestamp", 19],
  ["version", "isv.missing-version", 3],
] as const;

const OPTIONAL_LENGTHS = { format: 40, charset: 10, notify_url: 256, app_auth_token: 40 } as const;

const CHARSETS = ["utf-8", "gbk", "gb2312"];

/** The window is not documented: ±15 min are assumed (clarifications.md 7). */
const CLOCK_WINDOW_MS = 15 * 60 * 1000;

/** All parameters as text in the charset of the query string. */
export function decodeParams(params: Params, charset: string | undefined): Checked<PublicParams> {
  if (!charset || !CHARSETS.includes(charset.toLowerCase())) {
    return refused(refusal("40002", "isv.invalid-charset", "the query string must say charset=utf-8, gbk or gb2312"));
  }
  const texts = decodeTexts(params, charset);
  return texts ? accepted(texts) : refused(refusal("40002", "isv.invalid-charset", `a value is not ${charset}`));
}

/** Everything that is checked before the business: who speaks, whether it is really they, and whether it is now. */
export function checkEnvelope(
  world: World,
  received: { readonly params: Params; readonly texts: PublicParams },
  merchant: OpenapiMerchant | undefined,
): Checked<OpenapiMerchant> {
  const { params, texts } = received;
  const incomplete = checkPresence(texts);
  if (incomplete) return refused(incomplete);
  if (!merchant) return refused(refusal("40002", "isv.invalid-app-id", "no merchant has this app_id"));
  if (texts.sign_type !== merchant.signType) {
    return refused(refusal("40002", "isv.invalid-signature-type", `this application signs with ${merchant.signType}`));
  }
  if (!isSignedBy(merchant, signedText(params, ["sign"]), texts.sign ?? "")) {
    return refused(refusal("40002", "isv.invalid-signature", "the signature does not fit the parameters as received"));
  }
  const wrong = checkValues(world, texts) ?? checkMode(texts, merchant);
  return wrong ? refused(wrong) : accepted(merchant);
}

function checkPresence(texts: PublicParams): Refusal | undefined {
  for (const [name, subCode, longest] of MANDATORY) {
    const value = texts[name];
    if (!value) return refusal("40001", subCode, `${name} is missing`);
    if (value.length > longest) return tooLong(name, longest);
  }
  for (const [name, longest] of Object.entries(OPTIONAL_LENGTHS)) {
    if ((texts[name]?.length ?? 0) > longest) return tooLong(name, longest);
  }
  return undefined;
}

function checkValues(world: World, texts: PublicParams): Refusal | undefined {
  const at = parseChinaTime(texts.timestamp ?? "");
  if (at === undefined || Math.abs(at - world.machineNow()) > CLOCK_WINDOW_MS) {
    return refusal(
      "40002",
      "isv.invalid-timestamp",
      "timestamp must be yyyy-MM-dd HH:mm:ss in China, 15 minutes off at most",
    );
  }
  if (texts.version !== "1.0") return refusal("40002", "isv.invalid-parameter", "version must be 1.0");
  if (texts.format && texts.format.toUpperCase() !== "JSON") {
    return refusal("40002", "isv.invalid-format", "format must be JSON");
  }
  if (texts.notify_url && !isHttpAddress(texts.notify_url)) {
    return refusal("40002", "isv.invalid-parameter", "notify_url must be an http or https address");
  }
  return undefined;
}

/** What was agreed with this application besides its key: certificates, encryption, a merchant that it acts for. */
function checkMode(texts: PublicParams, { certificates, aesKey, appAuthToken }: OpenapiMerchant): Refusal | undefined {
  if (texts.app_cert_sn !== certificates?.appCertSn || texts.alipay_root_cert_sn !== certificates?.alipayRootCertSn) {
    return refusal("40002", "isv.invalid-parameter", "app_cert_sn or alipay_root_cert_sn is not as registered");
  }
  if (texts.encrypt_type && (texts.encrypt_type !== "AES" || aesKey === undefined)) {
    return refusal("40002", "isv.invalid-encrypt-type", "no content key is registered");
  }
  if (texts.app_auth_token === appAuthToken) return undefined;
  return refusal("20001", "aop.invalid-app-auth-token", "app_auth_token is not the one that was given");
}

function tooLong(name: string, longest: number): Refusal {
  return refusal("40002", "isv.invalid-parameter", `${name} is longer than ${longest}`);
}

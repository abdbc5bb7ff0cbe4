import { formatChinaTime } from "../china-time.ts";
import { type FieldRules, findInvalid, type Invalid } from "../fields.ts";
import type { GatewayRequest } from "../send.ts";
import { signText } from "../sign.ts";
import { signString } from "../sign-string.ts";
import type { MapiConfig } from "./config.ts";

/** 2088 and twelve digits, for partners and sellers alike (mapi.md section 4.1). */
export const accountNumber = /^2088[0-9]{12}$/;

export type PublicField = "partner";

export type Built<Field extends string> = { ok: true; request: GatewayRequest } | Invalid<Field | PublicField>;

const publicRules: FieldRules<PublicField> = {
  partner: { required: true, maxLength: 16, pattern: accountNumber },
};

/**
 * Fixed: UTF-8 alone can say every shop's and product's name, and the gateway takes it (mapi.md section 1). What answers and notices
 * come in is their own word.
 */
const inputCharset = { _input_charset: "UTF-8" };

export type MapiCall = {
  service: string;
  /** Already checked by the operation. */
  params: Readonly<Record<string, string>>;
};

/** Builds the signed POST of any service. */
export async function buildRequest({ service, params }: MapiCall, config: MapiConfig): Promise<Built<never>> {
  const { partner, signType } = config;
  const invalid = findInvalid({ partner }, publicRules);
  if (invalid) return invalid;
  const body = { service, partner, ...params };
  const sign = await signParams({ ...inputCharset, ...body }, config);
  return {
    ok: true,
    request: {
      // The gateway reads the charset from the query string to decode the body; it is signed all the same (mapi.md section 1).
      url: `${config.gateway}?${new URLSearchParams(inputCharset)}`,
      headers: { "content-type": "application/x-www-form-urlencoded;charset=utf-8" },
      body: new URLSearchParams({ ...body, sign, sign_type: signType }).toString(),
    },
  };
}

/** Unlike OpenAPI's, the text leaves `sign_type` out (mapi.md section 2); without it the gateway would take MD5, so it is always sent. */
export function signParams(
  params: Readonly<Record<string, string>>,
  { ownKey, signType }: Pick<MapiConfig, "ownKey" | "signType">,
): Promise<string> {
  return signText(signString(Object.entries(params), ["sign", "sign_type"]), ownKey, signType);
}

/** The time of a request as this account writes it; Alipay holds it against its own clock. */
export function timestampOf(at: Date, { timestamp }: Pick<MapiConfig, "timestamp">): string {
  return timestamp === "epoch" ? String(at.getTime()) : formatChinaTime(at);
}

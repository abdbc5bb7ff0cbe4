import { formatChinaTime } from "../china-time.ts";
import { type FieldRules, findInvalid, type Invalid } from "../fields.ts";
import type { GatewayRequest } from "../send.ts";
import { signText } from "../sign.ts";
import { signString } from "../sign-string.ts";
import type { OpenapiConfig } from "./config.ts";
import { encryptContent } from "./content.ts";
import { type Method, methods } from "./methods.ts";

export type PublicField = "app_id" | "app_auth_token" | "notify_url";

export type Built<Field extends string> = { ok: true; request: GatewayRequest } | Invalid<Field | PublicField>;

/** The public parameters that come from settings (seed 001, Common Parameters; notify_url: openapi.md section 1). */
const publicRules: FieldRules<PublicField> = {
  app_id: { required: true, maxLength: 32, pattern: /^[A-Za-z0-9]+$/ },
  app_auth_token: { maxLength: 40, pattern: /^[!-~]+$/ },
  notify_url: { maxLength: 256, pattern: /^https?:\/\/[!-~]+$/ },
};

export type OpenapiCall = {
  method: Method;
  /** Already checked by the operation. */
  bizContent: Readonly<Record<string, unknown>>;
  /** Where notices of this trade go: a public parameter, never a member of `biz_content`. */
  notifyUrl?: string | undefined;
};

/** Builds the signed POST of any method. `at` becomes the timestamp, which Alipay holds against its own clock. */
export async function buildRequest(call: OpenapiCall, config: OpenapiConfig, at: Date): Promise<Built<never>> {
  const settings = {
    app_id: config.appId,
    ...(config.appAuthToken === undefined ? {} : { app_auth_token: config.appAuthToken }),
    ...(call.notifyUrl === undefined ? {} : { notify_url: call.notifyUrl }),
  };
  const invalid = findInvalid(settings, publicRules);
  if (invalid) return invalid;

  const query = {
    ...settings,
    method: methods[call.method],
    format: "JSON",
    charset: "utf-8",
    sign_type: config.signType,
    timestamp: formatChinaTime(at),
    version: "1.0",
    ...certificateParams(config),
  };
  const body = bodyParams(call, config);
  const sign = await signParams({ ...query, ...body }, config);
  return {
    ok: true,
    request: {
      // The gateway reads `charset` from the query string to decode the body (openapi.md section 1).
      url: `${config.gateway}?${encodeForm({ ...query, sign })}`,
      headers: { "content-type": "application/x-www-form-urlencoded;charset=utf-8" },
      body: encodeForm(body),
    },
  };
}

function certificateParams({ trust }: OpenapiConfig): Record<string, string> {
  return trust.mode === "certificate"
    ? { app_cert_sn: trust.appCertSn, alipay_root_cert_sn: trust.alipayRootCertSn }
    : {};
}

/** Serialised and encrypted once, and then signed: the text that is signed is the text that is sent (openapi.md section 4). */
function bodyParams({ bizContent }: OpenapiCall, { aesKey }: OpenapiConfig): Record<string, string> {
  const content = JSON.stringify(bizContent);
  return aesKey === undefined
    ? { biz_content: content }
    : { encrypt_type: "AES", biz_content: encryptContent(content, aesKey) };
}

/** Requests are signed with `sign_type` kept in the text; notices without it (openapi.md sections 2 and 7). */
export function signParams(
  params: Readonly<Record<string, string>>,
  { privateKey, signType }: Pick<OpenapiConfig, "privateKey" | "signType">,
): Promise<string> {
  return signText(signString(Object.entries(params), ["sign"]), privateKey, signType);
}

function encodeForm(params: Readonly<Record<string, string>>): string {
  return Object.entries(params)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");
}

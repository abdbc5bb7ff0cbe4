import { z } from "zod";
import { isOwnPublicKey, readPrivateKey, readPublicKey } from "#lib/alipay/keys.ts";
import { type OpenapiConfig, openapiGateways } from "#lib/alipay/openapi/config.ts";
import { type AccountContext, isAllowedGateway, type OpenedAccount, refusedField } from "../account.ts";

/** What an OpenAPI account consists of, besides its secrets. Protocol: openapi.md sections 1 and 2. */
export const openapiSettings = z.strictObject({
  appId: z.string().regex(/^[0-9]{1,32}$/),
  sellerId: z.string().regex(/^2088[0-9]{12}$/),
  signType: z.enum(["RSA2", "RSA"]).default("RSA2"),
  /** Only for live accounts; practice accounts use the practice gateway. */
  gateway: z.url({ protocol: /^https?$/ }).default(openapiGateways[0]),
  alipayPublicKey: z.string().min(1).max(10_000),
});

export const openapiSecrets = z.strictObject({ privateKey: z.string().min(1).max(10_000) });

/** Reads an account's keys. A refusal names the field and never repeats a key. */
export function openapiConfig(
  settings: z.infer<typeof openapiSettings>,
  secrets: z.infer<typeof openapiSecrets>,
  context: AccountContext,
): OpenedAccount<OpenapiConfig> {
  const privateKey = readPrivateKey(secrets.privateKey, settings.signType);
  if (!privateKey.ok) return refusedField("privateKey", privateKey.problem);
  const publicKey = readPublicKey(settings.alipayPublicKey, settings.signType);
  if (!publicKey.ok) return refusedField("alipayPublicKey", publicKey.problem);
  if (isOwnPublicKey(publicKey.key, privateKey.key)) return refusedField("alipayPublicKey", "own_public_key");
  const gateway = context.practice === null ? settings.gateway : `${context.practice.gateway}/gateway.do`;
  if (context.practice === null && !isAllowedGateway(gateway, openapiGateways, context)) {
    return refusedField("gateway", "not_allowed");
  }
  return {
    ok: true,
    account: {
      appId: settings.appId,
      sellerId: settings.sellerId,
      signType: settings.signType,
      gateway,
      privateKey: privateKey.key,
      trust: { mode: "key", alipayPublicKey: publicKey.key },
    },
  };
}

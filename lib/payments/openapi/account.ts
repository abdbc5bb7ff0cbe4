import type { KeyObject } from "node:crypto";
import { z } from "zod";
import { isOwnPublicKey, readPrivateKey, readPublicKey } from "#lib/alipay/keys/keys.ts";
import { readAlipayCertificates, readAppCertificate, readRootBundle } from "#lib/alipay/openapi/certificates.ts";
import { type CertificateTrust, type OpenapiConfig, openapiGateways, type Trust } from "#lib/alipay/openapi/config.ts";
import { readAesKey } from "#lib/alipay/openapi/content.ts";
import { type AccountContext, isAllowedGateway, type Opened, refusedField } from "../account.ts";
import { formerKeyEntries, readFormerKey } from "../entries/former-key.ts";

/** Files of certificates: some hold their issuers too. */
const certificates = z.string().min(1).max(40_000).optional();
/** Known to Alipay by exactly this text. */
const place = z
  .string()
  .regex(/^[!-~]{1,32}$/)
  .optional();

/** What an OpenAPI account consists of, besides its secrets. Protocol: openapi.md sections 1 to 3. */
export const openapiSettings = z.strictObject({
  appId: z.string().regex(/^[0-9]{1,32}$/),
  sellerId: z.string().regex(/^2088[0-9]{12}$/),
  signType: z.enum(["RSA2", "RSA"]).default("RSA2"),
  /** Only for live accounts; practice accounts use the practice gateway. */
  gateway: z.url({ protocol: /^https?$/ }).default(openapiGateways[0]),
  /** Either this key, or all three certificates. */
  alipayPublicKey: z.string().min(1).max(10_000).optional(),
  ...formerKeyEntries,
  appCertificate: certificates,
  alipayCertificate: certificates,
  alipayRootCertificate: certificates,
  storeId: place,
  terminalId: place,
});

export const openapiSecrets = z.strictObject({
  privateKey: z.string().min(1).max(10_000),
  /** Alipay's key for encrypted contents; without it contents are not encrypted. */
  aesKey: z.string().max(100).optional(),
  /** What a merchant gave to a service provider. */
  appAuthToken: z
    .string()
    .regex(/^[!-~]{1,40}$/)
    .optional(),
});

type Settings = z.infer<typeof openapiSettings>;
type Secrets = z.infer<typeof openapiSecrets>;

/** Reads an account's keys and certificates. A refusal names the field and never repeats a key. */
export function openOpenapiAccount(
  settings: Settings,
  secrets: Secrets,
  context: AccountContext,
): Opened<OpenapiConfig> {
  const { appId, sellerId, signType } = settings;
  const privateKey = readPrivateKey(secrets.privateKey, signType);
  if (!privateKey.ok) return refusedField("privateKey", privateKey.problem);
  const trust = readTrust(settings, privateKey.key);
  if (!trust.ok) return trust;
  const options = readOptions(settings, secrets);
  if (!options.ok) return options;
  const gateway = context.practice === null ? settings.gateway : `${context.practice.gateway}/gateway.do`;
  if (context.practice === null && !isAllowedGateway(gateway, openapiGateways, context)) {
    return refusedField("gateway", "not_allowed");
  }
  const account = { appId, sellerId, signType, gateway, privateKey: privateKey.key, trust: trust.value };
  return { ok: true, value: { ...account, ...options.value } };
}

type Options = Pick<OpenapiConfig, "aesKey" | "appAuthToken" | "place">;

function readOptions({ storeId, terminalId }: Settings, { aesKey, appAuthToken }: Secrets): Opened<Options> {
  const key = aesKey === undefined ? null : readAesKey(aesKey);
  if (key && !key.ok) return refusedField("aesKey", key.problem);
  return {
    ok: true,
    value: {
      ...(key ? { aesKey: key.key } : {}),
      ...(appAuthToken === undefined ? {} : { appAuthToken }),
      place: {
        ...(storeId === undefined ? {} : { store_id: storeId }),
        ...(terminalId === undefined ? {} : { terminal_id: terminalId }),
      },
    },
  };
}

function readTrust(settings: Settings, privateKey: KeyObject): Opened<Trust> {
  const { appCertificate, alipayCertificate, alipayRootCertificate, alipayPublicKey } = settings;
  if (appCertificate ?? alipayCertificate ?? alipayRootCertificate) {
    // Which of the two proves an answer must not be left to guessing.
    if (alipayPublicKey !== undefined) return refusedField("alipayPublicKey", "beside_certificates");
    if (settings.formerAlipayPublicKey !== undefined)
      return refusedField("formerAlipayPublicKey", "beside_certificates");
    return readCertificates(settings, privateKey);
  }
  const publicKey = readPublicKey(alipayPublicKey ?? "", settings.signType);
  if (!publicKey.ok) return refusedField("alipayPublicKey", publicKey.problem);
  if (isOwnPublicKey(publicKey.key, privateKey)) return refusedField("alipayPublicKey", "own_public_key");
  const former = readFormerKey(settings, settings.signType, privateKey);
  if (!former.ok) return former;
  return { ok: true, value: { mode: "key", alipayPublicKey: publicKey.key, former: former.value } };
}

function readCertificates(settings: Settings, privateKey: KeyObject): Opened<CertificateTrust> {
  const { signType, appCertificate = "", alipayCertificate = "", alipayRootCertificate = "" } = settings;
  const own = readAppCertificate(appCertificate, signType);
  if (!own.ok) return refusedField("appCertificate", own.problem);
  if (!isOwnPublicKey(own.publicKey, privateKey)) return refusedField("appCertificate", "of_another_key");
  const alipay = readAlipayCertificates(alipayCertificate, signType);
  if (!alipay.ok) return refusedField("alipayCertificate", alipay.problem);
  if ([...alipay.keys.values()].some((key) => isOwnPublicKey(key, privateKey))) {
    return refusedField("alipayCertificate", "own_public_key");
  }
  const root = readRootBundle(alipayRootCertificate);
  if (!root.ok) return refusedField("alipayRootCertificate", root.problem);
  return {
    ok: true,
    value: { mode: "certificate", appCertSn: own.sn, alipayRootCertSn: root.sn, alipayKeys: alipay.keys },
  };
}

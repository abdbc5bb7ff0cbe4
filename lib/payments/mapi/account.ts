import { z } from "zod";
import { isOwnPublicKey, readMd5Key, readPrivateKey, readPublicKey } from "#lib/alipay/keys/keys.ts";
import { mapiCurrencies } from "#lib/alipay/mapi/amount.ts";
import { type MapiConfig, mapiGateways } from "#lib/alipay/mapi/config.ts";
import { accountNumber } from "#lib/alipay/mapi/request.ts";
import { type AccountContext, isAllowedGateway, type Opened, refusedField } from "../account.ts";
import { formerKeyEntries, readFormerKey } from "../entries/former-key.ts";
import { unambiguous } from "../texts.ts";

/** Pasted values may have blanks around them: they would count in the signature (seed-notes 0.3). */
const text = () => z.string().trim().min(1).max(256);
const number = () => text().regex(accountNumber);
/** Identifiers cannot be rewritten like texts, so they may not hold what would make the sign string ambiguous. */
const identifier = () => text().regex(/^[^&=]+$/);
const gateway = () => text().pipe(z.url({ protocol: /^https?$/ }));

/** What a MAPI account consists of, besides its secrets. Protocol: mapi.md sections 1 and 4.1. */
export const mapiSettings = z.strictObject({
  partner: number(),
  /** The partner when absent. */
  sellerId: number().optional(),
  /** Never guessed: MD5 and RSA stand for weaker contracts, and are marked as such (S14). */
  signType: z.enum(["MD5", "RSA", "RSA2"]),
  settlementCurrency: text().pipe(z.enum(mapiCurrencies)),
  queryCurrency: z.enum(["price", "settlement"]).default("price"),
  timestamp: z.enum(["epoch", "china"]).default("epoch"),
  /** Both only for live accounts; practice accounts use the practice gateway. */
  gateway: gateway().default(mapiGateways[0]),
  /** Alipay's own backup when absent and the gateway is Alipay's preferred one; other gateways have none of themselves. */
  backupGateway: gateway().optional(),
  alipayPublicKey: z.string().min(1).max(10_000).optional(),
  ...formerKeyEntries,
  secondaryMerchantId: identifier(),
  secondaryMerchantName: text(),
  secondaryMerchantIndustry: text().regex(/^[0-9]{4}$/),
  storeId: identifier(),
  storeName: text(),
  terminalId: identifier().optional(),
  serviceProviderId: identifier().optional(),
});

/** Which of the two is needed, `signType` says. */
export const mapiSecrets = z.strictObject({
  md5Key: z.string().max(10_000).optional(),
  privateKey: z.string().max(10_000).optional(),
});

type Settings = z.infer<typeof mapiSettings>;
type Secrets = z.infer<typeof mapiSecrets>;
type Keys = Pick<MapiConfig, "signType" | "ownKey" | "alipayKey" | "formerAlipayKey">;

/** Reads an account's keys. A refusal names the field and never repeats a key. */
export function openMapiAccount(settings: Settings, secrets: Secrets, context: AccountContext): Opened<MapiConfig> {
  const keys = readKeys(settings, secrets);
  if (!keys.ok) return keys;
  const gateways = gatewaysOf(settings, context);
  if (!gateways.ok) return gateways;
  return {
    ok: true,
    value: {
      partner: settings.partner,
      sellerId: settings.sellerId ?? settings.partner,
      ...keys.value,
      ...gateways.value,
      settlementCurrency: settings.settlementCurrency,
      queryCurrency: settings.queryCurrency,
      timestamp: settings.timestamp,
      store: {
        secondary_merchant_id: settings.secondaryMerchantId,
        secondary_merchant_name: unambiguous(settings.secondaryMerchantName),
        secondary_merchant_industry: settings.secondaryMerchantIndustry,
        store_id: settings.storeId,
        store_name: unambiguous(settings.storeName),
        ...(settings.terminalId === undefined ? {} : { terminal_id: settings.terminalId }),
        ...(settings.serviceProviderId === undefined ? {} : { sys_service_provider_id: settings.serviceProviderId }),
      },
    },
  };
}

/** An empty or short MD5 key would let anybody sign as Alipay (B4): it never opens an account. */
function readKeys({ signType, alipayPublicKey, ...former }: Settings, { md5Key, privateKey }: Secrets): Opened<Keys> {
  if (signType === "MD5") {
    const shared = readMd5Key(md5Key ?? "");
    return shared.ok
      ? { ok: true, value: { signType, ownKey: shared.key, alipayKey: shared.key } }
      : refusedField("md5Key", shared.problem);
  }
  const own = readPrivateKey(privateKey ?? "", signType);
  if (!own.ok) return refusedField("privateKey", own.problem);
  const alipay = readPublicKey(alipayPublicKey ?? "", signType);
  if (!alipay.ok) return refusedField("alipayPublicKey", alipay.problem);
  if (isOwnPublicKey(alipay.key, own.key)) return refusedField("alipayPublicKey", "own_public_key");
  const before = readFormerKey(former, signType, own.key);
  if (!before.ok) return before;
  return { ok: true, value: { signType, ownKey: own.key, alipayKey: alipay.key, formerAlipayKey: before.value } };
}

type Gateways = Pick<MapiConfig, "gateway" | "backupGateway">;

function gatewaysOf(settings: Settings, context: AccountContext): Opened<Gateways> {
  if (context.practice) {
    return { ok: true, value: { gateway: `${context.practice.gateway}/gateway.do`, backupGateway: null } };
  }
  const [preferred, backup] = mapiGateways;
  const backupGateway = settings.backupGateway ?? (settings.gateway === preferred ? backup : null);
  for (const [field, address] of Object.entries({ gateway: settings.gateway, backupGateway })) {
    if (address !== null && !isAllowedGateway(address, mapiGateways, context))
      return refusedField(field, "not_allowed");
  }
  return { ok: true, value: { gateway: settings.gateway, backupGateway } };
}

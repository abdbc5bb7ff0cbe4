import { z } from "zod";
import { type IntlConfig, intlGateways } from "#lib/alipay/intl/config.ts";
import type { PrepareInput } from "#lib/alipay/intl/operations/prepare-for-redirect.ts";
import { isOwnPublicKey, readPrivateKey, readPublicKey } from "#lib/alipay/keys/keys.ts";
import { type AccountContext, type Opened, refusedField } from "../account.ts";
import { formerKeyEntries, readFormerKey } from "../entries/former-key.ts";

const path = z
  .string()
  .max(256)
  .regex(/^(?:\/[\w.~-]+)+$/);
const statusValues = z.array(z.string().min(1).max(64)).max(20);

/** What an intl account consists of, besides its secrets. Protocol: intl.md sections 1, 2.4, 4.1 and 4.2. */
export const intlSettings = z.strictObject({
  clientId: z.string().regex(/^[0-9A-Za-z]{1,32}$/),
  merchantId: z.string().regex(/^[0-9A-Za-z]{1,64}$/),
  /** From the contract: the document's sample is an odd one for a cashier (seed-notes 2.6). */
  productCode: z.string().regex(/^[A-Z0-9_]{1,64}$/),
  signType: z.enum(["RSA", "RSA2"]).default("RSA"),
  alipayPublicKey: z.string().min(1).max(10_000),
  ...formerKeyEntries,
  /** What all addresses begin with. It comes with the contract, so live accounts have to name it; practice accounts use the practice gateway. */
  gateway: z
    .url({ protocol: /^https?$/ })
    .regex(/^[^?#@\s]+$/)
    .optional(),
  preparePath: path.optional(),
  queryPath: path.optional(),
  cancelPath: path.optional(),
  refundPath: path.optional(),
  /** The member of a query's answer that says whether it is paid; without it no answer ever says so (intl.md section 4.2). */
  statusMember: z
    .string()
    .regex(/^[A-Za-z]\w{0,63}$/)
    .optional(),
  paidValues: statusValues.min(1).default(["SUCCESS", "TRADE_SUCCESS", "FINISHED", "TRADE_FINISHED"]),
  closedValues: statusValues.default([]),
  /** Hosts of payment pages besides Alipay's own domains, as the contract names them (B32). */
  pageHosts: z
    .array(z.string().regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/))
    .max(20)
    .default([]),
  settleContractId: z.string().min(1).max(64).optional(),
  paymentSite: z.enum(["ALIPAY_CN", "ALIPAY_HK"]).default("ALIPAY_CN"),
  terminalType: z.enum(["WEB", "WAP", "APP"]).default("WEB"),
  urlType: z.enum(["SHORT", "DEFAULT"]).default("SHORT"),
  /** Whether the address after payment is sent with each call, or set once at Alipay (seed-notes 2.8). */
  redirectUrl: z.enum(["each_call", "configured"]).default("each_call"),
  sellerId: z.string().min(1).max(64).optional(),
  mcc: z
    .string()
    .regex(/^[0-9]{4}$/)
    .optional(),
  sellerName: z.string().min(1).max(256).optional(),
  doubleBase64: z.boolean().default(false),
});

type Settings = z.infer<typeof intlSettings>;

export const intlSecrets = z.strictObject({ privateKey: z.string().min(1).max(10_000) });

export type IntlAccount = {
  config: IntlConfig;
  /** What every order says beside its own number, amount and title. */
  terms: Pick<PrepareInput, "productCode" | "settleContractId" | "paymentSite" | "terminalType" | "urlType">;
  seller: NonNullable<PrepareInput["order"]["seller"]> | null;
  sendsRedirectUrl: boolean;
  /** Origins of the `pageHosts`. */
  pageOrigins: readonly string[];
  /** What the values of the status member mean; any other is neither paid nor over. */
  meanings: ReadonlyMap<string, "paid" | "closed">;
};

/** Reads an account's keys and holds its settings against each other. A refusal names the field and never repeats a key. */
export function openIntlAccount(
  settings: Settings,
  secrets: z.infer<typeof intlSecrets>,
  context: AccountContext,
): Opened<IntlAccount> {
  // This set's keys have 2048 bits whatever the hash (intl.md section 2.2).
  const privateKey = readPrivateKey(secrets.privateKey, "RSA2");
  if (!privateKey.ok) return refusedField("privateKey", privateKey.problem);
  const publicKey = readPublicKey(settings.alipayPublicKey, "RSA2");
  if (!publicKey.ok) return refusedField("alipayPublicKey", publicKey.problem);
  if (isOwnPublicKey(publicKey.key, privateKey.key)) return refusedField("alipayPublicKey", "own_public_key");
  const former = readFormerKey(settings, "RSA2", privateKey.key);
  if (!former.ok) return former;
  const gateway = gatewayOf(settings, context);
  if (!gateway.ok) return gateway;
  const seller = sellerOf(settings);
  if (!seller.ok) return seller;
  if (settings.closedValues.some((value) => settings.paidValues.includes(value))) {
    return refusedField("closedValues", "also_paid");
  }
  const { productCode, settleContractId, paymentSite, terminalType, urlType } = settings;
  return {
    ok: true,
    value: {
      config: {
        clientId: settings.clientId,
        merchantId: settings.merchantId,
        gateway: gateway.value,
        paths: pathsOf(settings),
        signType: settings.signType,
        privateKey: privateKey.key,
        alipayPublicKey: publicKey.key,
        formerAlipayKey: former.value,
        doubleBase64: settings.doubleBase64,
        statusMember: settings.statusMember ?? null,
      },
      terms: { productCode, paymentSite, terminalType, urlType, ...(settleContractId ? { settleContractId } : {}) },
      seller: seller.value,
      sendsRedirectUrl: settings.redirectUrl === "each_call",
      pageOrigins: settings.pageHosts.map((host) => `https://${host}`),
      meanings: new Map([
        ...settings.paidValues.map((value) => [value, "paid"] as const),
        ...settings.closedValues.map((value) => [value, "closed"] as const),
      ]),
    },
  };
}

/** Known bases, and the origins that the installation allows. */
function gatewayOf({ gateway }: Settings, { practice, allowedOrigins }: AccountContext): Opened<string> {
  if (practice !== null) return { ok: true, value: `${practice.gateway}/isupergw` };
  if (gateway === undefined) return refusedField("gateway", "missing");
  const base = gateway.replace(/\/+$/, "");
  const isAllowed = intlGateways.some((known) => known === base) || allowedOrigins.includes(new URL(base).origin);
  return isAllowed ? { ok: true, value: base } : refusedField("gateway", "not_allowed");
}

/** The seller's members travel together or not at all (seed 002, order). */
function sellerOf({ sellerId, mcc, sellerName }: Settings): Opened<IntlAccount["seller"]> {
  if (sellerId && mcc && sellerName) return { ok: true, value: { sellerId, mcc, sellerName } };
  const absent = Object.entries({ sellerId, mcc, sellerName }).filter(([, value]) => value === undefined);
  const [[field] = [""]] = absent;
  return absent.length === 3 ? { ok: true, value: null } : refusedField(field, "missing");
}

function pathsOf({ preparePath, queryPath, cancelPath, refundPath }: Settings): IntlConfig["paths"] {
  return {
    ...(preparePath ? { prepareForRedirect: preparePath } : {}),
    ...(queryPath ? { payQuery: queryPath } : {}),
    ...(cancelPath ? { payCancel: cancelPath } : {}),
    ...(refundPath ? { refund: refundPath } : {}),
  };
}

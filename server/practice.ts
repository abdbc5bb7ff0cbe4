import { z } from "zod";
import { PRACTICE_MERCHANT } from "#lib/stores/schema.ts";

const keys = { merchantPrivateKey: z.string(), alipayPublicKey: z.string() };

/** What the practice gateways say of their merchants (simulator/README.md). */
const practiceShops = z.object({
  openapi: z.object({ appId: z.string(), sellerId: z.string(), signType: z.enum(["RSA2", "RSA"]), ...keys }),
  mapi: z.object({ partner: z.string(), signType: z.literal("MD5"), md5Key: z.string() }),
  intl: z.object({
    clientId: z.string(),
    merchantId: z.string(),
    productCode: z.string(),
    signType: z.enum(["RSA", "RSA2"]),
    statusMember: z.string(),
    ...keys,
  }),
});

const REGISTERS = [
  { code: "1", name: "Till 1" },
  { code: "2", name: "Till 2" },
];

export const PRACTICE_STORES = ["practice", "practice-overseas", "practice-page"];

/**
 * The store file of the practice stores, one for each generation: made by the same door as every other store. `cashier`
 * is who sells there: with a password to be made, without to get what is missing, null to be left alone.
 */
export function practiceFile(shops: unknown, cashier: { password?: string } | null) {
  const { openapi, mapi, intl } = practiceShops.parse(shops);
  const roles = Object.fromEntries(PRACTICE_STORES.map((code) => [code, "cashier"]));
  return {
    merchant: { code: PRACTICE_MERCHANT, name: "Practice" },
    accounts: [
      { code: "practice-openapi", generation: "openapi", practice: true, ...withPrivateKey(openapi) },
      { code: "practice-mapi", generation: "mapi", practice: true, ...mapi, ...OVERSEAS_SHOP },
      {
        code: "practice-intl",
        generation: "intl",
        practice: true,
        ...withPrivateKey(intl),
        closedValues: ["CLOSED", "CANCELLED"],
      },
    ],
    stores: [
      store("practice", "Practice store", { CNY: "practice-openapi" }),
      store("practice-overseas", "Practice store overseas", {
        USD: "practice-mapi",
        JPY: { account: "practice-mapi", maxAmount: "5000000" },
        GBP: "practice-mapi",
        HKD: "practice-mapi",
      }),
      store("practice-page", "Practice store with payment page", {
        USD: "practice-intl",
        JPY: { account: "practice-intl", maxAmount: "5000000" },
      }),
    ],
    staff: cashier === null ? [] : [{ login: "cashier", name: "Li Na", roles, ...cashier }],
  };
}

/** What the overseas interface wants to know of a shop (mapi.md 4.1, `extend_params`). */
const OVERSEAS_SHOP = {
  settlementCurrency: "USD",
  secondaryMerchantId: "PRACTICE",
  secondaryMerchantName: "Practice store",
  secondaryMerchantIndustry: "5812",
  storeId: "PRACTICE-1",
  storeName: "Practice store overseas",
};

/** Modest, so that both can be tried: a refund that a cashier makes alone, and one that needs a second person. */
const REFUND_LIMITS = { cashier: { perRefund: "100.00", perDay: "300.00" } };

const store = (code: string, name: string, accounts: Record<string, unknown>) => ({
  code,
  name,
  practice: true,
  currency: Object.keys(accounts)[0],
  language: "zh-CN",
  secondLanguage: "en",
  refundLimits: REFUND_LIMITS,
  registers: REGISTERS,
  accounts,
});

const withPrivateKey = <Shop extends { merchantPrivateKey: string }>({ merchantPrivateKey, ...rest }: Shop) => ({
  ...rest,
  privateKey: merchantPrivateKey,
});

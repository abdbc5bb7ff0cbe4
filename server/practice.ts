import { z } from "zod";

/** What the practice gateway says of its merchant (simulator/README.md). */
const practiceMerchant = z.object({
  appId: z.string(),
  sellerId: z.string(),
  signType: z.enum(["RSA2", "RSA"]).default("RSA2"),
  merchantPrivateKey: z.string(),
  alipayPublicKey: z.string(),
});

/** The store file of the practice store: made by the same door as every other store. */
export function practiceFile(merchant: unknown, cashierPassword: string | null) {
  const { merchantPrivateKey: privateKey, ...settings } = practiceMerchant.parse(merchant);
  const cashier = { login: "cashier", name: "Li Na", roles: { practice: "cashier" } };
  return {
    merchant: { code: "practice", name: "Practice" },
    accounts: [{ code: "practice-openapi", generation: "openapi", practice: true, ...settings, privateKey }],
    stores: [
      {
        code: "practice",
        name: "Practice store",
        practice: true,
        currency: "CNY",
        registers: [
          { code: "1", name: "Till 1" },
          { code: "2", name: "Till 2" },
        ],
        accounts: { CNY: "practice-openapi" },
      },
    ],
    staff: cashierPassword === null ? [] : [{ ...cashier, password: cashierPassword }],
  };
}

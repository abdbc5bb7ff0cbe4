import { alipay, file, mine, person, store } from "./corner-file.ts";

/** Every kind of secret that an account can have. */
export const wideSecrets = {
  privateKey: mine.privateKey,
  md5Key: "m7x2k9q4w1z8c5v3b6n0a9s8d7f6g5h4",
  aesKey: Buffer.from("sixteen bytes !!").toString("base64"),
  appAuthToken: "202611BBdeadbeefcafe4f3e9a1c5d7b8e2f6X99",
};

const { privateKey, md5Key, aesKey, appAuthToken } = wideSecrets;
const keys = { privateKey, alipayPublicKey: alipay.publicKey };

/** A store that sells by accounts of all three generations. */
export const wideFile = {
  ...file,
  accounts: [
    {
      ...{ code: "wide-openapi", generation: "openapi", appId: "2021000000000002", sellerId: "2088102146225136" },
      ...{ ...keys, aesKey, appAuthToken },
    },
    {
      ...{ code: "wide-mapi", generation: "mapi", partner: "2088021966388155", signType: "MD5", md5Key },
      ...{ settlementCurrency: "USD", secondaryMerchantId: "A1", secondaryMerchantName: "Muku" },
      ...{ secondaryMerchantIndustry: "5812", storeId: "S1", storeName: "Muku" },
    },
    {
      ...{ code: "wide-intl", generation: "intl", clientId: "211020000000000000044", ...keys },
      ...{ merchantId: "218820000000000000023", productCode: "CASHIER", gateway: "https://open-sea.alipay.com/api" },
    },
  ],
  stores: [{ ...store, code: "wide", accounts: { CNY: "wide-openapi", USD: "wide-intl", JPY: "wide-mapi" } }],
  staff: [{ ...person, roles: { wide: "manager" } }],
};

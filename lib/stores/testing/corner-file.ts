import { newKeyPair } from "./keys.ts";

/** Keys of the merchant, and of Alipay. */
export const mine = newKeyPair();
export const alipay = newKeyPair();

export const account = {
  code: "corner-openapi",
  generation: "openapi",
  appId: "2021000000000001",
  sellerId: "2088102146225135",
  privateKey: { env: "CORNER_KEY" },
  alipayPublicKey: alipay.publicKey,
};
export const store = {
  code: "corner",
  name: "Corner shop",
  dayStart: "04:00",
  maxAmount: "20000.00",
  registers: [{ code: "1", name: "Till 1" }],
  accounts: { CNY: "corner-openapi" },
};
export const person = { login: "Wang", name: "Wang Min", password: "correct horse", roles: { corner: "manager" } };
export const file = {
  merchant: { code: "corner", name: "Corner Ltd" },
  accounts: [account],
  stores: [store],
  staff: [person],
};

/** The file with one store, which says this too. */
export const withStore = (change: object) => ({ ...file, stores: [{ ...store, ...change }], staff: [] });

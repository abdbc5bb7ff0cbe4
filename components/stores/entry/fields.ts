import type { AccountSummary } from "#lib/stores/manage/view.ts";

type Generation = AccountSummary["generation"];

/** An entry as it is typed; a file as it was uploaded, in Base64. */
export type Typed = string | boolean | { name: string; bytes: string };
export type TypedEntries = Record<string, Typed>;

export type EntryField = {
  name: string;
  kind: "text" | "key" | "secret" | "choice" | "lines" | "check" | "day";
  /** Where it is found: the name of the sentence in messages, stores.where; the field's own when left out. */
  where?: string;
  options?: readonly string[];
  optional?: true;
};

/** How Alipay's answers are proved: by its key, or by certificates. No entry of the account, but it decides which ones there are. */
export const TRUST = "trust";

const text = (name: string, where?: string): EntryField => ({ name, kind: "text", ...(where ? { where } : {}) });
const key = (name: string, where?: string): EntryField => ({ name, kind: "key", ...(where ? { where } : {}) });
const choice = (name: string, options: readonly string[]): EntryField => ({ name, kind: "choice", options });
const more = (field: EntryField): EntryField => ({ ...field, optional: true });

const KEY_PAIR = [key("privateKey"), key("alipayPublicKey")];
const CERTIFICATES = [key("privateKey"), key("appCertificate"), key("alipayCertificate"), key("alipayRootCertificate")];

/** What is asked first for, and what few need. Practice accounts go to the practice gateway, whatever is entered. */
type Form = { main: EntryField[]; further: EntryField[] };

const FORMS: Record<Generation, (typed: TypedEntries, practice: boolean) => Form> = {
  openapi: (typed, practice) => ({
    main: [text("appId"), text("sellerId"), ...(typed[TRUST] === "certificates" ? CERTIFICATES : KEY_PAIR)],
    further: [
      choice("signType", ["RSA2", "RSA"]),
      more({ name: "aesKey", kind: "secret" }),
      more({ name: "appAuthToken", kind: "secret" }),
      more(text("storeId")),
      more(text("terminalId")),
      ...(practice ? [] : [more(text("gateway"))]),
    ],
  }),
  mapi: (typed, practice) => ({
    main: [
      text("partner"),
      choice("signType", ["RSA2", "RSA", "MD5"]),
      ...(typed.signType === "MD5"
        ? [{ name: "md5Key", kind: "secret" } as const]
        : [key("privateKey", "mapiPrivateKey"), key("alipayPublicKey", "mapiAlipayPublicKey")]),
      text("settlementCurrency"),
      text("secondaryMerchantId"),
      text("secondaryMerchantName"),
      text("secondaryMerchantIndustry"),
      text("storeId", "mapiStoreId"),
      text("storeName"),
    ],
    further: [
      more(text("sellerId", "mapiSellerId")),
      more(text("terminalId", "mapiTerminalId")),
      more(text("serviceProviderId")),
      choice("queryCurrency", ["price", "settlement"]),
      choice("timestamp", ["epoch", "china"]),
      ...(practice ? [] : [more(text("gateway", "mapiGateway")), more(text("backupGateway"))]),
    ],
  }),
  intl: (_, practice) => ({
    main: [
      text("clientId"),
      text("merchantId"),
      text("productCode"),
      ...(practice ? [] : [text("gateway", "intlGateway")]),
      key("privateKey", "intlPrivateKey"),
      key("alipayPublicKey", "intlAlipayPublicKey"),
      more(text("statusMember")),
    ],
    further: [
      choice("signType", ["RSA", "RSA2"]),
      more({ name: "paidValues", kind: "lines" }),
      more({ name: "closedValues", kind: "lines" }),
      more({ name: "pageHosts", kind: "lines" }),
      choice("paymentSite", ["ALIPAY_CN", "ALIPAY_HK"]),
      choice("terminalType", ["WEB", "WAP", "APP"]),
      choice("urlType", ["SHORT", "DEFAULT"]),
      choice("redirectUrl", ["each_call", "configured"]),
      more(text("settleContractId")),
      more(text("sellerId", "intlSellerId")),
      more(text("mcc")),
      more(text("sellerName")),
      ...["preparePath", "queryPath", "cancelPath", "refundPath"].map((name) => more(text(name, "path"))),
      more({ name: "doubleBase64", kind: "check" }),
    ],
  }),
};

/** The fields of a generation, as far as they belong to what is typed. */
export const formOf = (generation: Generation, typed: TypedEntries, practice: boolean): Form =>
  FORMS[generation](typed, practice);

/** Weak kinds of signature: allowed where the contract knows no better, and said so (T16). */
export const isWeak = (generation: Generation, typed: TypedEntries): boolean =>
  generation !== "intl" && typed.signType !== undefined && typed.signType !== "RSA2";

/** What a form begins with. */
export const firstEntries: Record<Generation, TypedEntries> = {
  openapi: { signType: "RSA2", [TRUST]: "key" },
  mapi: { signType: "RSA2", queryCurrency: "price", timestamp: "epoch" },
  intl: {
    signType: "RSA",
    paymentSite: "ALIPAY_CN",
    terminalType: "WEB",
    urlType: "SHORT",
    redirectUrl: "each_call",
    doubleBase64: false,
  },
};

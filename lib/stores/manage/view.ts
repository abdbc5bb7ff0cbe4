import type { Generation } from "#lib/payments/gateway.ts";
import type { StoreGeneral } from "../schema.ts";

export const CERTIFICATES = ["appCertificate", "alipayCertificate", "alipayRootCertificate"] as const;
type CertificateField = (typeof CERTIFICATES)[number];

/** A certificate that ends soon or has ended (T6). */
export type CertificateWarning = {
  storeId: string;
  storeName: string;
  accountId: string;
  account: string;
  field: CertificateField;
  daysLeft: number;
  ended: boolean;
};

export type StoreSummary = {
  id: string;
  name: string;
  practice: boolean;
  currencies: string[];
  registers: number;
  mayManage: boolean;
};

/** Amounts as people type them. */
export type CurrencyView = {
  currency: string;
  accountId: string;
  account: string;
  minAmount: string;
  maxAmount: string;
  confirmFrom: string | null;
};

export type AccountSummary = {
  id: string;
  code: string;
  generation: Generation;
  /** Names of the stores that sell with it, as far as this person sees them. */
  usedBy: string[];
  usedHere: boolean;
  shared: boolean;
  /** ISO 8601; null while the present credentials have passed no test with what the store sells in. */
  testedAt: string | null;
  weak: boolean;
};

export type StoreView = {
  id: string;
  code: string;
  name: string;
  merchant: string;
  practice: boolean;
  mayManage: boolean;
  timeZone: string;
  /** A store that has sold keeps its currency. */
  hasSold: boolean;
  general: StoreGeneral;
  registers: { id: string; name: string }[];
  currencies: CurrencyView[];
  accounts: AccountSummary[];
};

export type AccountVersion = { version: number; savedAt: string; savedBy: string | null };

export type AccountView = AccountSummary & {
  practice: boolean;
  /** Entries that are no keys. */
  settings: Record<string, string | boolean | string[]>;
  /** What is shown of each key and secret; `endsAt` of a certificate, as a day. */
  marks: { field: string; mark: string }[];
  certificates: { field: string; endsOn: string; daysLeft: number; state: "good" | "soon" | "ended" }[];
  formerKeyUntil: string | null;
  versions: AccountVersion[];
  notify: { address: string | null; lastNotice: string | null };
  /** What a test sale is made of: the smallest one at a till of this store; null while the store sells nothing with it. */
  testSale: { registerId: string; currency: string; amount: string } | null;
  /** Null in place of the secrets that another master key has sealed. */
  readable: boolean;
};

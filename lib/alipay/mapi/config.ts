import type { KeyObject } from "node:crypto";
import type { FormerKey, MapiSignType } from "../sign.ts";

/** Alipay's known gateways of this generation (mapi.md section 1): the preferred one, its backup, and the one for tests. */
export const mapiGateways = [
  "https://globalmapi.alipay.com/gateway.do",
  "https://intlmapi.alipay.com/gateway.do",
  "https://mapi.alipaydev.com/gateway.do",
] as const;

/** What every call and every check needs from the gateway account. Nothing of it is ever taken from a message. */
export type MapiConfig = {
  partner: string;
  /** The account that is paid; usually the partner. */
  sellerId: string;
  gateway: string;
  /** Asked instead when no connection to the gateway comes about. */
  backupGateway: string | null;
  signType: MapiSignType;
  /** What we sign with: our private key, or the shared MD5 key. */
  ownKey: KeyObject;
  /** What Alipay's answers are proved with: its public key for MAPI, or the shared MD5 key. */
  alipayKey: KeyObject;
  formerAlipayKey?: FormerKey | null;
  /** ISO 4217; what Alipay pays out in, whatever the price is in. */
  settlementCurrency: string;
  /** What `currency` in the answer to a query names (clarification 4). */
  queryCurrency: "price" | "settlement";
  /** epoch: milliseconds since 1970; china: `yyyy-MM-dd HH:mm:ss` in China time. Both are documented (mapi.md section 1). */
  timestamp: "epoch" | "china";
  store: StoreData;
};

/** The members of `extend_params`; the contract wants all but the last two (mapi.md section 4.1, clarification 6). */
export type StoreData = {
  secondary_merchant_id: string;
  secondary_merchant_name: string;
  /** Merchant category code, 4 digits. */
  secondary_merchant_industry: string;
  store_id: string;
  store_name: string;
  terminal_id?: string;
  sys_service_provider_id?: string;
};

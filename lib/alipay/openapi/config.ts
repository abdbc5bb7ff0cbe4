import type { KeyObject } from "node:crypto";
import type { FormerKey, SignType, TrustedKey } from "../sign.ts";

/** Alipay's known gateways of this generation (openapi.md section 1); any other address needs the installation's permission. */
export const openapiGateways = [
  "https://openapi.alipay.com/gateway.do",
  "https://globalopenapi.alipay.com/gateway.do",
  "https://openapi-sandbox.dl.alipaydev.com/gateway.do",
  "https://openapi.alipaydev.com/gateway.do",
] as const;

/** What every call and every check needs from the gateway account. Nothing of it is ever taken from a message. */
export type OpenapiConfig = {
  appId: string;
  gateway: string;
  signType: SignType;
  privateKey: KeyObject;
  trust: Trust;
  /** The account that is paid, `2088…`. */
  sellerId: string;
  /** A service provider's permission to act for the merchant. */
  appAuthToken?: string;
  /** Encrypts contents besides TLS (openapi.md section 4). */
  aesKey?: KeyObject;
  /** Where the till stands, by the names that the contract has for it. */
  place: { store_id?: string; terminal_id?: string };
};

/** How the two sides know each other: by keys alone, or by certificates (openapi.md section 3). */
export type Trust = { mode: "key"; alipayPublicKey: KeyObject; former?: FormerKey | null } | CertificateTrust;

export type CertificateTrust = {
  mode: "certificate";
  appCertSn: string;
  alipayRootCertSn: string;
  /** By the number of its certificate. */
  alipayKeys: ReadonlyMap<string, KeyObject>;
};

/**
 * The key of ours that a message names by its `alipay_cert_sn`. The name only chooses among keys that are trusted already; a message
 * without one is held against the first. Null: a certificate that we do not hold, such as Alipay's next one.
 */
export function alipayKey(trust: Trust, certSn: string | undefined): TrustedKey | null {
  if (trust.mode === "key") return { key: trust.alipayPublicKey, former: trust.former ?? null };
  const [first] = trust.alipayKeys.values();
  const key = certSn === undefined ? first : trust.alipayKeys.get(certSn);
  return key ? { key } : null;
}

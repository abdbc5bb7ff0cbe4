import type { KeyObject } from "node:crypto";
import type { SignType } from "../sign.ts";

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
  /** The account that is paid, `2088…`; without it a notice's seller cannot be checked. */
  sellerId?: string;
  /** A service provider's permission to act for the merchant. */
  appAuthToken?: string;
};

/**
 * How Alipay's answers are proved. Certificate mode (openapi.md section 3) will be the second member: `app_cert_sn` and
 * `alipay_root_cert_sn` join the public parameters in request.ts, and the key is chosen by the answer's `alipay_cert_sn`.
 */
export type Trust = { mode: "key"; alipayPublicKey: KeyObject };

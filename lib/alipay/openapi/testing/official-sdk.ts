import { AlipaySdk, type AlipaySdkConfig } from "alipay-sdk";
import type { Built } from "../request.ts";
import { alipayPublicKeyText, merchantPrivateKeyText } from "./account.ts";

/** One moment for both sides, which put it into what they sign. */
export const at = new Date("2026-03-01T04:34:56Z");
const timestamp = "2026-03-01 12:34:56";

/** Alipay's own client with the account of the vectors. */
export function officialSdk(changes: Partial<AlipaySdkConfig> = {}): AlipaySdk {
  return new AlipaySdk({
    appId: "2021000000000001",
    privateKey: merchantPrivateKeyText,
    alipayPublicKey: alipayPublicKeyText,
    keyType: "PKCS1",
    camelcase: false,
    gateway: "https://openapi.alipay.com/gateway.do",
    ...changes,
  });
}

/** What the SDK would send, signature included. */
export function sdkParams(
  method: string,
  params: Parameters<AlipaySdk["sdkExecute"]>[1],
  changes: Partial<AlipaySdkConfig> = {},
): Record<string, string> {
  const text = officialSdk(changes).sdkExecute(method, { ...params, timestamp, format: "JSON" });
  return Object.fromEntries(new URLSearchParams(text));
}

/** What we would send. */
export function sentParams(built: Built<string>): Record<string, string> {
  if (!built.ok) throw new Error(`${built.field}: ${built.problem}`);
  const { url, body } = built.request;
  return Object.fromEntries([...new URL(url).searchParams, ...new URLSearchParams(body)]);
}

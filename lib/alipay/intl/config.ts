import type { KeyObject } from "node:crypto";
import type { FormerKey, SignType } from "../sign.ts";

/** The calls of this generation that a till makes (intl.md section 4); the names go into `head.function`. */
export const operationNames = {
  prepareForRedirect: "alipay.intl.acquiring.cashier.prepareForRedirect",
  payQuery: "alipay.intl.acquiring.cashier.payQuery",
  payCancel: "alipay.intl.acquiring.common.payCancel",
  refund: "alipay.intl.acquiring.common.refund",
} as const;

export type IntlOperation = keyof typeof operationNames;

/**
 * Bases that public pages name (intl.md section 1); the contract's own address may be another and then needs the
 * installation's permission.
 */
export const intlGateways = [
  "https://isupergw.alipaydev.com/isupergw",
  "https://open-sea.alipay.com/api",
  "https://open-na.alipay.com/api",
] as const;

/** What every call and every check needs from the gateway account. Nothing of it is ever taken from a message. */
export type IntlConfig = {
  clientId: string;
  merchantId: string;
  /** The common beginning of all addresses, without a slash at the end. */
  gateway: string;
  /** What follows the base where the default rule does not hold. */
  paths: { readonly [Operation in IntlOperation]?: string };
  signType: SignType;
  privateKey: KeyObject;
  alipayPublicKey: KeyObject;
  formerAlipayKey?: FormerKey | null;
  /** Whether a signature that is Base64 of Base64 is read (intl.md section 2.4). Ours is always encoded once. */
  doubleBase64: boolean;
  /** The member of a payQuery answer that says whether it is paid; null: nobody told us its name (intl.md section 4.2). */
  statusMember: string | null;
};

/** The function's name with slashes for dots, its last part in lower case, `.htm` (intl.md section 1, inferred). */
export function addressOf(operation: IntlOperation, { gateway, paths }: Pick<IntlConfig, "gateway" | "paths">): string {
  const parts = operationNames[operation].split(".");
  const last = parts.pop()?.toLowerCase();
  return `${gateway}${paths[operation] ?? `/${[...parts, last].join("/")}.htm`}`;
}

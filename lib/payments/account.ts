import type { Sender } from "#lib/alipay/send.ts";

/** What an account needs to know of the installation it works in. */
export type AccountContext = {
  /** Where the practice gateway answers and where its codes lead; null for live accounts. */
  practice: { gateway: string; wallet: string } | null;
  /** Further origins that this installation takes for gateways (GATEWAY_ALLOW). */
  allowedOrigins: readonly string[];
  /** Where notices of this account can reach us; null when nothing outside can call in. */
  notifyUrl: string | null;
  sender: Sender;
};

/** An account, or a part of one, whose settings and keys can be used; else the field that cannot. */
export type Opened<T> = { ok: true; value: T } | { ok: false; field: string; problem: string };

export const refusedField = (field: string, problem: string) => ({ ok: false, field, problem }) as const;

/** Where an account's codes may lead besides Alipay's own hosts. */
export const codeOrigins = ({ practice, allowedOrigins }: AccountContext): readonly string[] =>
  practice === null ? allowedOrigins : [practice.wallet];

/** Alipay's known gateways of a generation, and the origins that the installation allows (S15). */
export function isAllowedGateway(
  gateway: string,
  known: readonly string[],
  { allowedOrigins }: Pick<AccountContext, "allowedOrigins">,
): boolean {
  return known.includes(gateway) || allowedOrigins.includes(new URL(gateway).origin);
}

import { env } from "#lib/env.ts";

/** The address of a receipt for a customer's phone, or null when no phone can reach us. */
export function receiptUrl({ token, practice }: { token: string; practice: boolean }): string | null {
  const origin = env.customerOrigin(practice);
  return origin === undefined ? null : `${origin}/r/${token}`;
}

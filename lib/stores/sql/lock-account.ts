import { statement } from "#lib/db/statement.ts";

/** Who changes an account waits for whoever changes it already, and then reads what that has made of it. $1 code */
export const lockAccount = statement<never>(
  "lock_account",
  "select from gateway_account where code = $1 for no key update",
);

/** $1 id */
export const lockAccountById = statement<never>(
  "lock_account_by_id",
  "select from gateway_account where id = $1::uuid for no key update",
);

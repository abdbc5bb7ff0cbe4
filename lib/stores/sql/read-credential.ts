import { statement } from "#lib/db/statement.ts";
import type { Generation } from "#lib/payments/gateway.ts";
import type { NotifyTarget } from "#lib/process.ts";

export type CredentialRow = {
  generation: Generation;
  practice: boolean;
  notifyToken: string;
  settings: Record<string, unknown>;
  sealed: Uint8Array;
};

/** $1 account, $2 version */
export const readCredential = statement<CredentialRow>(
  "read_credential",
  `select g.generation, g.practice, g.notify_token as "notifyToken", v.settings, v.sealed
   from gateway_account g join credential_version v on v.account_id = g.id
   where g.id = $1 and v.version = $2`,
);

/** $1 notify token: the versions whose notices are still taken, newest first. */
export const readNotifyTarget = statement<NotifyTarget>(
  "read_notify_target",
  `select g.id as "accountId", g.generation, v.version
   from gateway_account g join credential_version v on v.account_id = g.id
   where g.notify_token = $1 order by v.version desc limit 2`,
);

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

/** Alipay repeats a notice for a day (openapi.md section 7), and a code lives for minutes. */
const NOTICES_LAST = "2 days";

/** Each one is tried against what strangers send. */
const MOST_VERSIONS = 8;

/** $1 notify token: the newest version and those that it and others replaced lately, newest first. */
export const readNotifyTarget = statement<NotifyTarget>(
  "read_notify_target",
  `select g.id as "accountId", g.generation, v.version
   from gateway_account g join credential_version v on v.account_id = g.id
   left join credential_version later on later.account_id = v.account_id and later.version = v.version + 1
   where g.notify_token = $1 and (later.id is null or later.created_at > now() - interval '${NOTICES_LAST}')
   order by v.version desc limit ${MOST_VERSIONS}`,
);

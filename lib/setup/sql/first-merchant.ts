import { statement } from "#lib/db/statement.ts";
import { PRACTICE_MERCHANT } from "#lib/stores/schema.ts";

/**
 * The merchant of the first store: for the owner of a new installation alone, where nobody has made one beside that of the
 * practice stores, and of two at once for one of them. No row for anybody else. $1 id, $2 user, $3 name
 */
export const insertFirstMerchant = statement<{ id: string }>(
  "insert_first_merchant",
  `insert into merchant (id, code, name)
   select $1::uuid, 'main', $3::text from app_user
   where id = $2::uuid and owner and disabled_at is null
     and not exists (select from merchant where code <> '${PRACTICE_MERCHANT}')
   on conflict (code) do nothing returning id`,
);

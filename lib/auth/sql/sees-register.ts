import { statement } from "#lib/db/statement.ts";
import { hasRight } from "../roles.ts";

/** $1 register. Somebody who sells in its store ($2), or a till that was let in there ($3); the other one is null. */
export const SEES_REGISTER = `(exists (select from membership m join register r on r.store_id = m.store_id
     where r.id = $1::uuid and m.user_id = $2::uuid and ${hasRight("m.role", "sell")})
   or exists (select from device d where d.id = $3::uuid and d.register_id = $1::uuid and d.kind = 'till' and d.revoked_at is null))`;

/** $1, $2, $3 as above */
export const readSight = statement<{ sees: boolean }>("read_sight", `select ${SEES_REGISTER} as sees`);

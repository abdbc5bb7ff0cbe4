import { SEES_REGISTER } from "#lib/auth/sql/sees-register.ts";
import { statement } from "#lib/db/statement.ts";
import type { Place } from "../view.ts";

/** $1 register, $2 user or null, $3 device or null: no row for those who may not see it. */
export const readPlace = statement<Place>(
  "read_place",
  `select
     jsonb_build_object('id', s.id, 'name', s.name, 'practice', s.practice, 'timeZone', s.time_zone, 'language', s.language,
       'secondLanguage', s.second_language, 'requireShift', s.require_shift, 'centsFirst', s.cents_first,
       'returnSeconds', s.return_seconds, 'pinLength', s.pin_length, 'idleLockMinutes', s.idle_lock_minutes,
       'lockAfterSale', s.lock_after_sale, 'currencies', coalesce((
         select jsonb_agg(jsonb_build_object('currency', sa.currency, 'minAmount', sa.min_amount::text,
             'maxAmount', sa.max_amount::text, 'confirmFrom', sa.confirm_from::text)
           order by sa.currency <> s.currency, sa.currency)
         from store_account sa where sa.store_id = s.id), '[]')) as store,
     jsonb_build_object('id', r.id, 'name', r.name, 'volume', r.volume, 'voice', r.voice, 'paperWidth', r.paper_width) as register
   from register r join store s on s.id = r.store_id
   where r.id = $1 and ${SEES_REGISTER}`,
);

import { statement } from "#lib/db/statement.ts";

/** So many refused notices of one account are kept in an hour. */
export const MOST_AN_HOUR = 20;

/**
 * $1 id, $2 generation, $3 account, $4 digest, $5 body, $6 envelope, $7 verdicts, $8 why, $9 answer, $10 milliseconds, $11 how often.
 * No row where it is new and there is no room.
 */
export const insertRefusal = statement<{ id: string }>(
  "insert_refusal",
  `insert into refused_notice (id, generation, account_id, digest, body, envelope, verdicts, why, answer, took_ms, deliveries)
   select $1::uuid, $2, $3::uuid, $4::bytea, $5, $6::jsonb, $7::jsonb, $8, $9, $10::real, $11::int
   where exists (select from refused_notice where account_id = $3 and digest = $4)
     or ${MOST_AN_HOUR} > (select count(*) from (
       select from refused_notice where account_id = $3 and received_at > now() - interval '1 hour' limit ${MOST_AN_HOUR}) as lately)
   on conflict (account_id, digest) do update set deliveries = refused_notice.deliveries + excluded.deliveries
   returning id`,
);

/** $1 account, $2 how many more came than were kept: told with the last one that was. */
export const countUnkept = statement<never>(
  "count_unkept_refusals",
  `update refused_notice set unkept = unkept + $2::int
   where id = (select id from refused_notice where account_id = $1 order by received_at desc, id desc limit 1)`,
);

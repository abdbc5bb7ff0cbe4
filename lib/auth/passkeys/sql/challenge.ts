import { statement } from "#lib/db/statement.ts";

/** So many may wait for one network, so that strangers fill nothing. */
const MOST = 30;

/** Forgets those that are over. No row: too many wait already. $1 hash, $2 user or null, $3 network */
export const insertChallenge = statement<{ made: true }>(
  "insert_passkey_challenge",
  `with over as (delete from passkey_challenge where hash in (
     select hash from passkey_challenge where ends_at < now() for update skip locked))
   insert into passkey_challenge (hash, user_id, network, ends_at)
   select $1, $2::uuid, $3::text, now() + interval '5 minutes'
   where (select count(*) from passkey_challenge where network = $3::text and ends_at > now()) < ${MOST}
   returning true as made`,
);

/** No row for the second who asks, and when it was made for somebody or something else. $1 hash, $2 user or null */
export const takeChallenge = statement<{ taken: true }>(
  "take_passkey_challenge",
  `delete from passkey_challenge where hash = $1 and user_id is not distinct from $2::uuid and ends_at > now()
   returning true as taken`,
);

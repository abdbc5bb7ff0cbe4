import { statement } from "#lib/db/statement.ts";

/** Forgets those that are over anyway. $1 session, $2 seconds that a session lasts */
export const writeEndedSession = statement<never>(
  "write_ended_session",
  `with over as (delete from ended_session where ends_at < now())
   insert into ended_session (id, ends_at) values ($1, now() + make_interval(secs => $2)) on conflict (id) do nothing`,
);

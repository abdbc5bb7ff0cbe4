import { statement } from "#lib/db/statement.ts";
import { SESSION_SECONDS } from "../session.ts";

/** How a session began. `code`: by password and the second step. */
export type SignInWay = "password" | "code" | "passkey" | "pin";

/**
 * Whether the session `h` of the user `u` still holds. One that began by PIN is watched by its till's own lock; any other is
 * over when nobody has looked at a page for as long as the strictest of the user's stores says.
 */
export const SESSION_HOLDS = `h.user_id = u.id and h.version = u.session_version and u.disabled_at is null
     and h.started_at > now() - interval '${SESSION_SECONDS} seconds'
     and (h.device_id is not null or coalesce(h.last_seen_at > now() - (
       select make_interval(mins => min(nullif(s.office_idle_minutes, 0)))
       from membership m join store s on s.id = m.store_id where m.user_id = u.id), true))`;

/**
 * No row for somebody who was switched off or signed out everywhere since the proof was looked at. Takes the place of the
 * session that the browser had, and forgets what is over. $1 id, $2 user, $3 session version, $4 way, $5 till or null,
 * $6 address, $7 browser, $8 the session before or null
 */
export const insertSession = statement<{ id: string }>(
  "insert_session",
  `with before as (delete from user_session where id = $8::uuid),
   over as (delete from user_session where id in (
     select id from user_session where started_at < now() - interval '${SESSION_SECONDS} seconds' for update skip locked))
   insert into user_session (id, user_id, version, way, device_id, address, browser)
   select $1, id, session_version, $4, $5, $6, $7 from app_user
   where id = $2 and session_version = $3 and disabled_at is null
   returning id`,
);

/** $1 session */
export const deleteSession = statement<never>("delete_session", "delete from user_session where id = $1::uuid");

/** $1 session */
export const noteSessionSeen = statement<never>(
  "note_session_seen",
  "update user_session set last_seen_at = now() where id = $1 and last_seen_at < now() - interval '1 minute'",
);

export type SessionRow = {
  id: string;
  way: SignInWay;
  /** Of the till. */
  deviceName: string | null;
  address: string | null;
  browser: string;
  startedAt: Date;
  lastSeenAt: Date;
};

/** $1 user: where this person is signed in, the one that was used last first. */
export const readSessions = statement<SessionRow>(
  "read_sessions",
  `select h.id, h.way, d.name as "deviceName", h.address, h.browser, h.started_at as "startedAt", h.last_seen_at as "lastSeenAt"
   from app_user u join user_session h on ${SESSION_HOLDS} left join device d on d.id = h.device_id
   where u.id = $1 and d.revoked_at is null
   order by h.last_seen_at desc, h.id`,
);

import pg from "pg";
import { vi } from "vitest";

/** One clock for this process and its database, which stands still until it is set. */
export type VirtualClock = { now(): Date; set(at: Date): Promise<void>; stop(): Promise<void> };

/** Stands before what PostgreSQL has by itself, for every connection that is opened from now on. */
const CLOCK = `
  create schema clock;
  create table clock.shown (at timestamptz not null);
  insert into clock.shown values (now());
  create function clock.now() returns timestamptz language sql stable as 'select at from clock.shown';
  create function clock.clock_timestamp() returns timestamptz language sql stable as 'select at from clock.shown';
  grant usage on schema clock to public;
  grant select on clock.shown to public;
  do $$
  declare dated record;
  begin
    execute format('alter database %I set search_path = clock, pg_catalog, public', current_database());
    for dated in select table_name, column_name from information_schema.columns
      where table_schema = 'public' and column_default = 'CURRENT_TIMESTAMP' loop
      execute format('alter table %I alter %I set default clock.now()', dated.table_name, dated.column_name);
    end loop;
  end $$`;

/** To be started before the shop is opened. A month takes as long as what happens in it. */
export async function startVirtualClock(): Promise<VirtualClock> {
  const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL });
  await owner.connect();
  await owner.query(CLOCK);
  vi.useFakeTimers({ toFake: ["Date"] });
  return {
    now: () => new Date(),
    async set(at) {
      await owner.query("update clock.shown set at = $1", [at]);
      vi.setSystemTime(at);
    },
    async stop() {
      vi.useRealTimers();
      await owner.end();
    },
  };
}

import { expect } from "@playwright/test";
import type { App } from "../fixtures/app.ts";
import { whilePaused } from "../fixtures/app.ts";
import { test as shop } from "../fixtures/shop.ts";
import { makeWorld } from "./place.ts";

const BUSY_CONNECTIONS = `select pid, query from pg_stat_activity where datname = current_database()
  and pid <> pg_backend_pid() and state = 'active'`;

type World = Awaited<ReturnType<typeof makeWorld>>;

export const test = shop.extend<{ still: undefined }, { world: World }>({
  appGroup: ["rights", { scope: "worker" }],
  world: [
    async ({ app, database }, use) => {
      const { controlGateway } = await import("../fixtures/gateway.ts");
      await use(await makeWorld({ app, database, gateway: controlGateway(app) }));
    },
    { scope: "worker" },
  ],
  /** Nothing works at its own time, so that every change is somebody's. */
  still: [
    async ({ app, database }, use) => {
      await whilePaused(app.pid("worker"), async () => {
        // The database may still be at what the worker asked of it last.
        await expect.poll(() => database.rows(BUSY_CONNECTIONS)).toEqual([]);
        // Whoever reads a sale that is due asks the gateway about it: no sale becomes due meanwhile.
        for (const table of ["payment_attempt", "refund"])
          await database.rows(
            `update ${table} set next_check_at = now() + interval '1 hour' where next_check_at is not null`,
          );
        await use(undefined);
      });
    },
    { auto: true },
  ],
});

export const get = (app: App, path: string, headers: Record<string, string>) =>
  fetch(app.baseURL + path, { headers, redirect: "manual" });

/** Those of all that are not among the known ones. */
export const without = (all: string[], known: string[]): string[] => all.filter((each) => !known.includes(each));

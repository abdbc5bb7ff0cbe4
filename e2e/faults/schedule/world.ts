import { setTimeout as wait } from "node:timers/promises";
import type { App } from "../../fixtures/app.ts";
import { controlGateway, type Gateway } from "../../fixtures/gateway.ts";
import { openShopDatabase, type ShopDatabase } from "../../fixtures/shop-database.ts";
import { signIn } from "../../fixtures/sign-in.ts";
import { createTeller, type Teller } from "../../fixtures/teller.ts";
import type { FaultPoints } from "../points/fault-points.ts";
import { REGISTERS, SHOPS } from "./plan-sale.ts";

/** What a schedule plays on, and what it has counted. */
export type World = {
  app: App;
  points: FaultPoints;
  database: ShopDatabase;
  gateway: Gateway;
  /** By the store that they are like, then by number. */
  tellers: Map<string, Teller[]>;
  shownPaid: Set<string>;
  counts: Map<string, number>;
};

/** Stores of this schedule alone, with short codes and a manager at every till. */
export async function openWorld(app: App, points: FaultPoints): Promise<World> {
  const database = openShopDatabase(app.databaseUrl);
  const tellers = new Map<string, Teller[]>();
  const stores = new Map<string, string>();
  for (const like of new Set(SHOPS.map((shop) => shop.like))) {
    const id = await database.makeStore({ like, codeLifeMinutes: 1 });
    stores.set(like, id);
  }
  const manager = await database.makeCashier();
  await database.rows(
    `insert into membership (user_id, store_id, role) select $1, id, 'manager' from store where id = any($2::uuid[])
     on conflict (user_id, store_id) do update set role = 'manager'`,
    [manager, [...stores.values()]],
  );
  const cookie = await signIn(app.baseURL, { ...app.cashier, name: manager });
  if (cookie === null) throw new Error("the manager could not sign in");
  for (const [like, store] of stores) {
    const registers = await Promise.all(Array.from({ length: REGISTERS }, () => database.makeRegister({ store })));
    tellers.set(
      like,
      registers.map((register) => createTeller(app, cookie, register)),
    );
  }
  const gateway = controlGateway(app);
  return { app, points, database, gateway, tellers, shownPaid: new Set(), counts: new Map() };
}

export function count({ counts }: World, what: string, by = 1): void {
  counts.set(what, (counts.get(what) ?? 0) + by);
}

const TRIES_MS = 60_000;

/** The hands of a test are no part of it: what meets a killed database or simulator is tried again. */
export async function steadily<Result>(work: () => Promise<Result>): Promise<Result> {
  const deadline = performance.now() + TRIES_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await wait(300);
    }
  }
}

import { setTimeout as wait } from "node:timers/promises";
import { expect } from "@playwright/test";
import { expectBooksAgree } from "../checker/books.ts";
import { startApp } from "../fixtures/app.ts";
import { AFTER_LOST_CLAIM_MS } from "../fixtures/bounds.ts";
import { test as base } from "../fixtures/shop.ts";
import type { Sale } from "../fixtures/shop-database.ts";
import { createTeller, newPress, type Teller } from "../fixtures/teller.ts";
import { type FaultPoints, openFaultPoints } from "./points/fault-points.ts";
import type { Order, Role } from "./points/order.ts";

/** The launcher gives up at the fifth end of a process within a minute. */
const MOST_ENDS = 4;
const WITHIN_MS = 61_000;
/** So long a test may take that kills and waits for what comes of it. */
const PATIENCE_MS = 180_000;

type Kill = Omit<Order, "effect">;

type Stricken = {
  points: FaultPoints;
  /** Waits until one more end of this process does not make the launcher give up, and counts it. */
  spendEnd: (role: Role) => Promise<void>;
  /** Orders a process to kill itself at a point; the answer tells whether it has done so. */
  killAt: (kill: Kill) => Promise<() => boolean>;
};

type Hands = {
  /** A cashier without a browser, at a register of the practice store. Its sales have to be sound at the end. */
  teller: Teller;
  /** A cashier without a browser, at a register of its own. */
  openTeller: (store?: string) => Promise<Teller>;
  /** Presses under one key until there is an answer; what the shop stored. */
  charge: (teller: Teller, currency?: string) => Promise<Sale>;
  /** Waits until the order ended so. */
  ends: (orderId: string, orderStatus: string, timeout?: number) => Promise<void>;
  /** I1–I12, I14–I17 of all sales of these tills, which are at rest: from tables, ledger and the calls that left. */
  expectSound: (...tellers: Teller[]) => Promise<void>;
  patience: undefined;
};

/** Tests whose app can be struck from inside. They share one app, which survives all of them. */
export const test = base.extend<Hands, Stricken>({
  points: [
    async ({ browserName: _ }, use) => {
      const points = openFaultPoints();
      await use(points);
      points.remove();
    },
    { scope: "worker" },
  ],
  app: [
    async ({ points }, use) => {
      const app = await startApp(points.env);
      await use(app);
      await app.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  spendEnd: [
    async ({ points: _ }, use) => {
      const spent: { role: Role; at: number }[] = [];
      await use(async (role) => {
        const recent = () => spent.filter((end) => end.role === role && performance.now() - end.at < WITHIN_MS);
        while (recent().length >= MOST_ENDS) await wait(500);
        spent.push({ role, at: performance.now() });
      });
    },
    { scope: "worker" },
  ],
  killAt: [
    async ({ points, spendEnd }, use) => {
      await use(async (kill) => {
        await spendEnd(kill.in);
        return points.place({ ...kill, effect: { do: "kill" } });
      });
    },
    { scope: "worker" },
  ],
  patience: [
    async ({ browserName: _ }, use, info) => {
      info.setTimeout(PATIENCE_MS);
      await use(undefined);
    },
    { auto: true },
  ],
  teller: async ({ openTeller, expectSound }, use) => {
    const teller = await openTeller();
    await use(teller);
    await expectSound(teller);
  },
  openTeller: async ({ app, database, sessions }, use) => {
    await use(async (store = "practice") =>
      createTeller(app, sessions.cashier, await database.makeRegister({ store })),
    );
  },
  charge: async ({ database }, use) => {
    await use(async (teller, currency = "CNY") => {
      const press = newPress("10.05", currency);
      const made = await pressUntilAnswered(() => teller.charge(press));
      return database.sale(made.order.id);
    });
  },
  ends: async ({ database }, use) => {
    await use(async (orderId, orderStatus, timeout = AFTER_LOST_CLAIM_MS) => {
      await expect
        .poll(async () => (await database.sale(orderId).catch(() => null))?.orderStatus, { timeout })
        .toBe(orderStatus);
    });
  },
  expectSound: async ({ database, gateway, points }, use) => {
    await use((...tellers) => {
      const registers = tellers.map(({ registerId }) => registerId);
      return expectBooksAgree(registers, { database, gateway, calls: points.calls() });
    });
  },
});

async function pressUntilAnswered(press: () => ReturnType<Teller["charge"]>) {
  const deadline = performance.now() + AFTER_LOST_CLAIM_MS;
  for (;;) {
    const made = await press();
    if (made.kind === "created") return made;
    if (made.kind !== "unknown" || performance.now() > deadline)
      throw new Error(`the charge was answered ${made.kind}`);
    await wait(100);
  }
}

/** What is stored of the only sale of a till; a till that got no answer finds it so. */
export async function onlySale(
  database: { salesOf: (registerId: string) => Promise<Sale[]> },
  { registerId }: Teller,
): Promise<Sale> {
  const [sale, ...more] = await database.salesOf(registerId);
  if (sale === undefined || more.length > 0) throw new Error(`the till has ${sale ? more.length + 1 : 0} sales`);
  return sale;
}

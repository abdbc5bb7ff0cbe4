import path from "node:path";
import type { App } from "../../e2e/fixtures/app.ts";
import { startChild } from "../child.ts";

/** A sale whose code waits, and the genuine notice of its payment. */
export type Sale = { readonly orderId: string; readonly notice: Uint8Array };

export type BenchShop = {
  readonly registerIds: readonly string[];
  readonly notifyUrl: string;
  /** Last part of the notify address. */
  readonly token: string;
  /** Real sales, spread over the registers. */
  sell(count: number): Promise<Sale[]>;
  /** Sales that were copied from a real one in the database: many at once. */
  copies(count: number): Promise<Sale[]>;
  countPaid(sales: readonly Sale[]): Promise<number>;
  close(): Promise<void>;
};

export type Word = { kind: "sell" | "copy"; count: number } | { kind: "count_paid"; orderIds: string[] };

/** With these settings a process works in the running app's shop. */
export const shopSettings = (app: App): Record<string, string> => ({
  DATABASE_URL: app.databaseUrl,
  MASTER_KEY_FILE: path.join(app.dataDir, "master.key"),
  PRACTICE_GATEWAY: app.wallet,
  FRONT_ORIGIN: app.baseURL,
});

/** A store with twenty registers in the running app, used as its own processes use it. */
export async function openBenchShop(app: App): Promise<BenchShop> {
  const seller = await startChild(new URL("./make-sales.ts", import.meta.url), app, shopSettings(app));
  const { registerIds, token } = seller.greeting as { registerIds: string[]; token: string };
  const ask = (word: Word) => seller.ask(word);
  return {
    registerIds,
    token,
    notifyUrl: `${app.baseURL}/notify/openapi/${token}`,
    sell: async (count) => (await ask({ kind: "sell", count })) as Sale[],
    copies: async (count) => (await ask({ kind: "copy", count })) as Sale[],
    countPaid: async (sales) =>
      (await ask({ kind: "count_paid", orderIds: sales.map(({ orderId }) => orderId) })) as number,
    close: seller.end,
  };
}

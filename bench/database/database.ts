// The durable steps of the hot path at 8 at once, beside the bare statements: same pool, same writes, nothing else.
import { startApp, whilePaused } from "../../e2e/fixtures/app.ts";
import { startChild } from "../child.ts";
import { comparison, type Part } from "../part.ts";
import { shopSettings } from "../shop/bench-shop.ts";
import type { Steps } from "./measure-steps.ts";

const LIMIT_SHARE = 0.75;

async function run(rounds: number) {
  const app = await startApp();
  try {
    // Asleep: it would ask the gateway about thousands of sales that nobody made there.
    const played = await whilePaused(app.pid("worker"), async () => {
      const order = { dataDir: app.dataDir, rounds };
      const child = await startChild(new URL("./measure-steps.ts", import.meta.url), order, shopSettings(app));
      await child.end();
      return child.greeting as Steps[];
    });
    const against = (ours: keyof Steps, peer: keyof Steps) =>
      played.map((round) => ({ ours: round[ours], peer: round[peer] }));
    return [
      comparison("database: an outcome with its notice", against("apply", "bareApply"), LIMIT_SHARE),
      comparison("database: the same, with reading the payment", against("readAndApply", "bareApply"), null),
      comparison("database: a sale made", against("create", "bareCreate"), LIMIT_SHARE),
    ];
  } finally {
    await app.stop();
  }
}

export const database: Part = { name: "database", run };

import { parseArgs } from "node:util";
import { generateLoad, type LoadResult } from "#lib/load/generate-load.ts";
import { type LoadWish, loadWish } from "#lib/load/schema.ts";
import { closeShop, openShop } from "#lib/process.ts";

const option = { type: "string" } as const;

function readWish(): LoadWish | null {
  try {
    const { values } = parseArgs({ options: { orders: option, days: option, seed: option, until: option } });
    const wish = loadWish.safeParse(values);
    if (wish.success) return wish.data;
    for (const { path, message } of wish.error.issues) console.error(`--${path.join(".")}: ${message}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  console.error("npm run seed:load -- --orders N [--days D] [--seed S] [--until INSTANT]");
  return null;
}

function sentences(result: Exclude<LoadResult, { kind: "made" }>): string[] {
  if (result.kind === "made_before") return ["The sales of this seed are there already: take another --seed."];
  if (result.kind === "refused") return result.problems.map(({ at, problem }) => `${at}: ${problem}`);
  const names = result.stores.join(", ");
  return [`There are live stores or accounts here (${names}): invented sales are for an installation without any.`];
}

async function seedLoad(wish: LoadWish): Promise<number> {
  const shop = openShop();
  const began = performance.now();
  let shown = 0;
  try {
    const result = await generateLoad(shop, wish, (orders) => {
      if (orders - shown < wish.orders / 10) return;
      shown = orders;
      console.log(`${orders.toLocaleString("en")} orders`);
    });
    if (result.kind !== "made") {
      for (const sentence of sentences(result)) console.error(sentence);
      return 1;
    }
    const [orders, refunds, events] = [result.orders, result.refunds, result.events].map((many) =>
      many.toLocaleString("en"),
    );
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(`${orders} orders, ${refunds} refunds and ${events} events in ${seconds} s.`);
    return 0;
  } finally {
    await closeShop(shop);
  }
}

const wish = readWish();
process.exitCode = wish === null ? 1 : await seedLoad(wish);

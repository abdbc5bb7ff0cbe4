// Whole notifications over HTTP, 8 at once: our front beside routes of a Next app on the same database.
import { Agent } from "node:http";
import { startApp } from "../../e2e/fixtures/app.ts";
import { post } from "../measure/arrivals.ts";
import { drain, inTurn } from "../measure/throughput.ts";
import { comparison, type Part } from "../part.ts";
import { type BenchShop, openBenchShop } from "../shop/bench-shop.ts";
import { startPeer } from "./peer.ts";

const AT_ONCE = 8;
const NOTICES = 600;

/** How many a second; every answer must be `success` and every order paid afterwards. */
async function play(url: string, shop: BenchShop, agent: Agent): Promise<number> {
  const sales = await shop.copies(NOTICES);
  const speed = await drain(
    sales,
    async ({ notice }) => {
      const answer = await post(url, notice, agent);
      if (answer !== "success") throw new Error(`${url} answered ${answer}`);
    },
    AT_ONCE,
  );
  const paid = await shop.countPaid(sales);
  if (paid !== NOTICES) throw new Error(`${NOTICES - paid} of ${NOTICES} orders are not paid`);
  return speed;
}

async function run(rounds: number) {
  const app = await startApp();
  const shop = await openBenchShop(app);
  const peer = await startPeer(app);
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  try {
    const played = await inTurn(
      {
        ours: () => play(shop.notifyUrl, shop, agent),
        interactive: () => play(`${peer.origin}/interactive/${shop.token}`, shop, agent),
        statement: () => play(`${peer.origin}/statement/${shop.token}`, shop, agent),
      },
      rounds,
    );
    const against = (name: "interactive" | "statement") =>
      played.map((round) => ({ ours: round.ours, peer: round[name] }));
    return [
      comparison("a notification, Next and an interactive transaction", against("interactive"), 4),
      comparison("a notification, Next and the same statement", against("statement"), 1.8),
    ];
  } finally {
    agent.destroy();
    await peer.stop();
    await shop.close();
    await app.stop();
  }
}

export const notify: Part = { name: "notify", run };

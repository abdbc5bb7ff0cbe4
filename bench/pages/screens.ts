import { once } from "node:events";
import { Agent, get, type IncomingMessage } from "node:http";
import type { BenchShop } from "../shop/bench-shop.ts";
import { SCREENS } from "../shop/store-file.ts";
import { signIn } from "../visitor.ts";

export type Screens = {
  /** When a screen was told that an order is paid: milliseconds of this process's clock, by order. */
  readonly paidAt: ReadonlyMap<string, number>;
  close(): void;
};

/** One live stream for each register, open all the time. */
export async function openScreens(baseURL: string, { registerIds }: BenchShop): Promise<Screens> {
  const cookie = await signIn(baseURL, SCREENS);
  const paidAt = new Map<string, number>();
  const agent = new Agent();
  for (const registerId of registerIds) {
    const url = new URL(`/stream?register=${registerId}`, baseURL);
    const [answer] = (await once(get(url, { agent, headers: { cookie } }), "response")) as [IncomingMessage];
    if (answer.statusCode !== 200) throw new Error(`a stream was answered ${answer.statusCode}`);
    readPaid(answer, (orderId) => paidAt.has(orderId) || paidAt.set(orderId, performance.now()));
  }
  return { paidAt, close: () => agent.destroy() };
}

function readPaid(answer: IncomingMessage, onPaid: (orderId: string) => void): void {
  let rest = "";
  answer.on("error", () => {}); // closed by us at the end
  answer.setEncoding("utf8").on("data", (chunk: string) => {
    const events = (rest + chunk).split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) {
      const [, data] = /^event: order\ndata: (.*)$/.exec(event) ?? [];
      if (data === undefined) continue;
      const { order }: { order: { id: string; state: string } } = JSON.parse(data);
      if (order.state === "paid") onPaid(order.id);
    }
  });
}

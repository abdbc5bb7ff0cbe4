import { setTimeout as wait } from "node:timers/promises";
import { newPress, type Teller } from "../../fixtures/teller.ts";
import type { SalePlan } from "./plan-sale.ts";
import { count, steadily, type World } from "./world.ts";

/** A till presses so often, and then leaves the sale to those who find it. */
const PRESSES = 40;
const PAUSE_MS = 500;
/** The buyer waits so long for a code. */
const CODE_MS = 30_000;
const PAID_MS = 40_000;

/** One sale with the people around it. What they meet is no failure: the history is judged at the end. */
export async function playSale(world: World, plan: SalePlan): Promise<void> {
  const teller = world.tellers.get(plan.shop.like)?.[plan.register];
  if (teller === undefined) throw new Error("a sale needs a till");
  const orderId = await charge(world, teller, plan);
  if (orderId === null) return;
  const { merchantNumber } = await steadily(() => world.database.sale(orderId));
  const buyer = plan.buyer.does === "nothing" ? Promise.resolve() : act(world, merchantNumber, plan.buyer);
  const cashier = stand(teller, orderId, plan.cashier);
  await Promise.all([buyer, cashier]);
  if (plan.refunds.length > 0 && (await isPaid(world, orderId))) await giveBack(world, teller, { orderId, plan });
}

async function charge(world: World, teller: Teller, { amount, shop, pressedTwice }: SalePlan): Promise<string | null> {
  const press = newPress(amount, shop.currency);
  for (let pressed = 0; pressed < PRESSES; pressed++) {
    const presses = [teller.charge(press), ...(pressedTwice ? [teller.charge(press)] : [])];
    const answers = await Promise.all(presses);
    for (const answer of answers) {
      if (answer.kind === "created") return answer.order.id;
      // An instance in the middle of its start may not know the session yet; the key makes every repeat safe.
      if (answer.kind !== "unknown") throw new Error(`a charge was answered ${answer.kind}`);
    }
    count(world, "charges without an answer");
    await wait(PAUSE_MS);
  }
  return null;
}

/** The customer: looks for the code, and does what was planned. */
async function act(world: World, merchantNumber: string, { does, after }: SalePlan["buyer"]): Promise<void> {
  const deadline = performance.now() + CODE_MS;
  await wait(after);
  while (does !== "nothing" && performance.now() < deadline) {
    const done = await steadily(() => tried(() => world.gateway[does](merchantNumber)));
    if (done !== "no code yet") return;
    await wait(PAUSE_MS);
  }
}

/** Whether it could be done is the gateway's business; only a code that is not there yet is worth another look. */
async function tried(work: () => Promise<unknown>): Promise<"done" | "refused" | "no code yet"> {
  try {
    await work();
    return "done";
  } catch (error) {
    const text = String(error);
    if (text.includes("answered 404")) return "no code yet";
    if (text.includes("answered 400")) return "refused";
    throw error;
  }
}

async function stand(teller: Teller, orderId: string, { does, after }: SalePlan["cashier"]): Promise<void> {
  if (does === "nothing") return;
  await wait(after);
  await untilAnswered(() => (does === "cancel" ? teller.cancel(orderId) : teller.askNow(orderId)));
}

async function untilAnswered(press: () => Promise<{ kind: string }>): Promise<void> {
  for (let pressed = 0; pressed < PRESSES; pressed++) {
    if ((await press()).kind !== "unknown") return;
    await wait(PAUSE_MS);
  }
}

async function isPaid(world: World, orderId: string): Promise<boolean> {
  const deadline = performance.now() + PAID_MS;
  while (performance.now() < deadline) {
    const { orderStatus } = await steadily(() => world.database.sale(orderId));
    if (orderStatus !== "open") return orderStatus === "paid";
    await wait(PAUSE_MS);
  }
  return false;
}

/** Parts of the price, some of them pressed twice at once, and together often more than was paid. */
async function giveBack(
  world: World,
  teller: Teller,
  { orderId, plan }: { orderId: string; plan: SalePlan },
): Promise<void> {
  const { minor } = await steadily(async () => ({ minor: BigInt((await world.database.sale(orderId)).amount) }));
  await Promise.all(
    plan.refunds.map(async ({ share, after, presses }) => {
      await wait(after);
      const amount = decimalText((minor * BigInt(share)) / 100n, plan.shop.decimals);
      const wish = { orderId, clientKey: crypto.randomUUID(), amount, reason: "brought back" };
      await Promise.all(Array.from({ length: presses }, () => untilAnswered(() => teller.refund(wish))));
    }),
  );
}

function decimalText(minor: bigint, decimals: number): string {
  if (decimals === 0) return minor.toString();
  const digits = minor.toString().padStart(decimals + 1, "0");
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

import { setTimeout as wait } from "node:timers/promises";
import type { App } from "../../e2e/fixtures/app.ts";
import { type Delivery, deliver } from "../measure/arrivals.ts";
import { type Shares, watchMachine } from "../measure/machine.ts";
import { medianOf, type Summary, summarize } from "../measure/statistics.ts";
import type { BenchShop } from "../shop/bench-shop.ts";
import type { Screens } from "./screens.ts";

const PER_SECOND = 50;
/** A round is made of lots, so that a register has five waiting sales and not fifty. */
const LOTS = 6;
const LOT = 100;

export type Round = {
  /** From the planned arrival of a notice until its answer was read. */
  readonly answer: Summary;
  /** From the planned arrival until a screen was told that the order is paid. */
  readonly screen: Summary;
  /** By how much we ourselves were late to send: part of both others. */
  readonly late: Summary;
  readonly shares: Shares;
};

/** Each call plays one round; it throws when a notice is not answered `success` or an order is not paid afterwards. */
export function startRounds(app: App, shop: BenchShop, screens: Screens): () => Promise<Round> {
  const playLot = async (): Promise<Delivery[]> => {
    const sales = await shop.sell(LOT);
    const delivered = await deliver(shop.notifyUrl, sales, PER_SECOND);
    const wrong = delivered.find(({ answer }) => answer !== "success");
    if (wrong) throw new Error(`a notice was answered ${wrong.answer}`);
    await untilShown(screens, delivered);
    const paid = await shop.countPaid(sales);
    if (paid !== LOT) throw new Error(`${LOT - paid} of ${LOT} orders are not paid`);
    return delivered;
  };
  return async () => {
    const sharesOf = watchMachine(app);
    const deliveries: Delivery[] = [];
    for (let lot = 0; lot < LOTS; lot++) deliveries.push(...(await playLot()));
    const shownAt = (orderId: string) => screens.paidAt.get(orderId) ?? Number.NaN;
    return {
      answer: summarize(deliveries.map(({ planned, answered }) => answered - planned)),
      screen: summarize(deliveries.map(({ planned, orderId }) => shownAt(orderId) - planned)),
      late: summarize(deliveries.map(({ planned, sent }) => sent - planned)),
      shares: sharesOf(),
    };
  };
}

async function untilShown({ paidAt }: Screens, delivered: readonly Delivery[]): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (delivered.some(({ orderId }) => !paidAt.has(orderId))) {
    if (performance.now() > deadline) throw new Error("an order was paid and no screen was told");
    await wait(20);
  }
}

/** Each figure's median over the rounds, so that one disturbed round does not decide. */
export const medianOfRounds = (rounds: readonly Round[]) => ({
  answer: medianOf(rounds.map((round) => round.answer)),
  screen: medianOf(rounds.map((round) => round.screen)),
});

const FIGURES = ["p50", "p95", "p99", "max"] as const;
const columns = (cells: readonly string[]): string => cells.map((cell) => cell.padStart(7)).join("");
const figures = (summary: Summary): string => columns(FIGURES.map((figure) => summary[figure].toFixed(1)));

export const HEADING = `${PER_SECOND} notices a second, ${LOTS * LOT} in a round; milliseconds
${"".padEnd(12)}${["answered", "on the screen", "sent late"].map((what) => what.padStart(28)).join("")}
${"".padEnd(12)}${columns([...FIGURES, ...FIGURES, ...FIGURES])}  who used the machine`;

export function describeRound(name: string, { answer, screen, late, shares }: Round): string {
  const used = Object.entries(shares).map(([who, share]) => `${who} ${Math.round(share * 100)} %`);
  return `${name.padEnd(12)}${[answer, screen, late].map(figures).join("")}  ${used.join(", ")}`;
}

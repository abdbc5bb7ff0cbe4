import type { Actor } from "#lib/actor.ts";
import type { Random } from "../make-random.ts";
import { ANSWER_MS, type Happening, type Script } from "./make-attempt.ts";

export type StoryKind =
  | "paid"
  | "paid_by_second_code"
  | "expired"
  | "cancelled"
  | "declined"
  | "no_code"
  | "paid_late"
  | "paid_twice"
  | "mismatch"
  | "cancelled_refunded";

/** How often what happens. The odd ones are rare, as in a shop. */
const SHARES: readonly (readonly [StoryKind, number])[] = [
  ["paid", 0.9447],
  ["paid_by_second_code", 0.01],
  ["expired", 0.012],
  ["cancelled", 0.025],
  ["declined", 0.004],
  ["no_code", 0.002],
  ["paid_late", 0.0008],
  ["paid_twice", 0.0004],
  ["mismatch", 0.0003],
  ["cancelled_refunded", 0.0008],
];

export const drawKind = (random: Random): StoryKind =>
  SHARES[random.weigh(SHARES.map(([, share]) => share))]?.[0] ?? "paid";

export type Story = {
  script: Script;
  happenings: (cashier: Actor) => Happening[];
  /** When the cashier asks for a fresh code. */
  freshAt: number | null;
  /** What the customer does with the fresh code. */
  second: (at: number) => Pick<Script, "scanAt" | "payAt" | "trade">;
  /** So long after late money a manager takes it. */
  acceptAfterMs: number | null;
};

type Frame = { at: number; amount: bigint; codeLifeMs: number };

/** What customer, cashier and gateway do of which the sale becomes what it is. */
export function makeStory(random: Random, kind: StoryKind, { at, amount, codeLifeMs }: Frame): Story {
  const scan = at + random.whole(1800, 7000);
  const pay = scan + random.whole(1500, 4500);
  const leave = at + random.whole(8000, 40_000);
  const isSecond = kind === "paid_by_second_code" || kind === "paid_twice";
  const script: Script = {
    code: { kind: "code", text: `https://qr.alipay.com/bax0${random.digits(14)}` },
    ...{ scanAt: null, payAt: null, closeAt: null, strangeAmount: null },
    trade: drawTrade(random, at, amount),
  };
  const quiet: Story = {
    script,
    happenings: () => [],
    freshAt: isSecond ? leave : null,
    second: (from) => ({ scanAt: from + 4000, payAt: from + 9000, trade: drawTrade(random, from, amount) }),
    acceptAfterMs: null,
  };
  const ends = (cashier: Actor): Happening[] => [
    { at: leave, actor: cashier, news: { kind: "end_wanted", why: "cashier" } },
  ];
  // A code that nobody scanned can be paid until its own life is over, and is looked at for an hour.
  const late = at + codeLifeMs + random.whole(5000, 25_000);
  switch (kind) {
    case "paid":
      return { ...quiet, script: { ...script, scanAt: scan, payAt: pay } };
    case "paid_by_second_code":
    case "expired":
      return quiet;
    case "cancelled":
      return { ...quiet, script: { ...script, scanAt: random.chance(0.3) ? leave - 3000 : null }, happenings: ends };
    case "declined":
      return { ...quiet, script: { ...script, scanAt: scan, closeAt: pay } };
    case "no_code":
      return { ...quiet, script: { ...script, code: { kind: "refused", reason: "busy", code: "ACQ.SYSTEM_ERROR" } } };
    case "paid_late":
      return {
        ...quiet,
        script: { ...script, scanAt: late - 2000, payAt: late },
        acceptAfterMs: random.chance(0.6) ? random.whole(60_000, 900_000) : null,
      };
    case "paid_twice":
      return { ...quiet, script: { ...script, scanAt: leave + 15_000, payAt: leave + 20_000 } };
    case "mismatch":
      return { ...quiet, script: { ...script, scanAt: late - 2000, payAt: late, strangeAmount: amount + 1n } };
    case "cancelled_refunded":
      // Between the last question and the cancel that follows it.
      return { ...quiet, script: { ...script, scanAt: leave - 3000, payAt: leave + ANSWER_MS + 50 }, happenings: ends };
  }
}

const BEIJING_MS = 8 * 3_600_000;

function drawTrade(random: Random, at: number, amount: bigint): Script["trade"] {
  const day = new Date(at + BEIJING_MS).toISOString().slice(0, 10).replaceAll("-", "");
  const buyer = `${random.pick([138, 139, 159, 186, 188])}****${random.digits(4)}`;
  return { tradeNumber: `${day}22001${random.digits(15)}`, amount, buyer };
}

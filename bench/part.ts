import { median } from "./measure/statistics.ts";

/** One line of the table, and one entry of the file that `--json` writes. */
export type Result = {
  readonly name: string;
  readonly ours: number;
  readonly peer: number | null;
  readonly unit: "a second" | "ms";
  /** How many times the peer's speed is ours; under attack: how many times the healthy time. */
  readonly ratio: number | null;
  readonly goal: number | null;
  /** Null where there is no goal, or where the machine was too busy to judge. */
  readonly holds: boolean | null;
};

/** Part of the benchmark that can run alone; `rounds` of each contestant, `orders` in the smaller one of two offices. */
export type Part = { readonly name: string; readonly run: (rounds: number, orders: number) => Promise<Result[]> };

/** Both sides of one round, in operations a second. */
export type Pair = { readonly ours: number; readonly peer: number };

/** The ratio is the median of the rounds' own ratios: a machine that gets slower in between slows both sides of a round. */
export function comparison(name: string, rounds: readonly Pair[], goal: number | null): Result {
  const ratio = round(median(rounds.map(({ ours, peer }) => ours / peer)), 100);
  return {
    name,
    ours: round(median(rounds.map(({ ours }) => ours)), 1),
    peer: round(median(rounds.map(({ peer }) => peer)), 1),
    unit: "a second",
    ratio,
    goal,
    holds: goal === null ? null : ratio >= goal,
  };
}

/** A time that must stay at or under its goal. */
export function time(name: string, ms: number, goal: number | null = null): Result {
  const ours = round(ms, 10);
  return { name, ours, peer: null, unit: "ms", ratio: null, goal, holds: goal === null ? null : ours <= goal };
}

const round = (value: number, parts: number): number => Math.round(value * parts) / parts;

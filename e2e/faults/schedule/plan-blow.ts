import type { Order, Role } from "../points/order.ts";
import { createDraw } from "./draw.ts";

export type Victim = Role | "database" | "simulator";

/** One blow: a process is killed from outside or at a point of its own, or stands still for a while. */
export type Blow =
  | { does: "kill"; victim: Victim; gap: number }
  | { does: "kill_at"; victim: Role; gap: number; at: Order["at"]; nth: number }
  | { does: "stop"; victim: Victim; gap: number; ms: number };

/** The gaps of each process between two effects. */
const POINTS: Record<Role, readonly string[]> = {
  front: ["write_change_with_notice", "insert_notice", "read_payment_by_number", "answer", "query", "write_change"],
  web: [
    "insert_order",
    "precreate",
    "write_change",
    "write_cancel",
    "query",
    "cancel",
    "claim_one",
    "insert_refund",
    "refund",
  ],
  worker: ["claim_due", "query", "cancel", "write_change", "precreate", "refund", "refund_query", "read_payment_by_id"],
};

/** Of each kind one a round, in another order each time: no process ends so often that its launcher gives up. */
const ROUND = [
  ...(["front", "web", "worker"] as const).map((victim) => ({ does: "kill_at", victim }) as const),
  ...(["database", "simulator", "worker"] as const).map((victim) => ({ does: "kill", victim }) as const),
  ...(["front", "web", "worker", "database", "simulator"] as const).map(
    (victim) => ({ does: "stop", victim }) as const,
  ),
];
/** Longer than a claim for the worker, whose place another takes; a patient till for the others. */
const LONGEST_STOP_MS: Record<Victim, number> = {
  ...{ front: 3000, web: 5000, worker: 20_000, database: 4000, simulator: 9000 },
};

/** `gap`: ms after the blow before. */
export function planBlow(seed: number, index: number): Blow {
  const round = Math.floor(index / ROUND.length);
  const kinds = createDraw(`${seed} round ${round}`).shuffle(ROUND);
  const kind = kinds[index % ROUND.length] ?? ROUND[0];
  const draw = createDraw(`${seed} blow ${index}`);
  const gap = draw.between(1000, 3000);
  if (kind === undefined) throw new Error("a round has blows");
  if (kind.does === "stop") return { ...kind, gap, ms: draw.between(500, LONGEST_STOP_MS[kind.victim]) };
  if (kind.does === "kill") return { ...kind, gap };
  const side = draw.pick(["before", "after"] as const);
  const at: Order["at"] = `${side}:${draw.pick(POINTS[kind.victim])}`;
  return { ...kind, gap, at, nth: draw.between(1, 3) };
}

/** How likely each trouble strikes a call to the gateway or a notification, for a seed. */
export function planStorm(seed: number): { seed: number; ms: number; rates: Record<string, number> } {
  const draw = createDraw(`${seed} storm`);
  const rate = (most: number) => draw.between(most / 4, most) / 1000;
  return {
    ...{ seed, ms: draw.between(500, 3000) },
    rates: {
      ...{ delay: rate(40), delay_after: rate(40), lost_request: rate(40), lost_answer: rate(60), hang: rate(8) },
      ...{ http_500: rate(20), http_503: rate(20), refuse: rate(20), empty_body: rate(20), html_page: rate(20) },
      ...{ cut_body: rate(20), reset_body: rate(20), wrong_signature: rate(20), unsigned: rate(20) },
      ...{ no_notification: rate(200), late_notification: rate(100), double_notification: rate(150) },
      ...{ forged_notification: rate(60), wrong_amount_notification: rate(40) },
    },
  };
}

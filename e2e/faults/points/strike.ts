import fs from "node:fs";
import path from "node:path";
import { type Effect, type Order, type Role, STRUCK } from "./order.ts";
import { shiftClock } from "./shift-clock.ts";

/** What is left for the one who came to a point: the rest has happened in it. */
export type Blow = Extract<Effect, { do: "raise" | "lose" | "throw" }> | null;

/** A point that was reached; `about` is any text in which the merchant number would stand. */
export type Reach = (point: Order["at"], about: string) => Blow;

/**
 * Looks for orders of this process at every point, and obeys the first that fits. An order is taken by moving its file:
 * of two processes with one role only one is struck, and one that is started again is not struck again.
 */
export function createReach(role: Role, folder: string): Reach {
  const own = path.join(folder, role);
  const struck = path.join(folder, STRUCK);
  const seen = new Map<string, number>();
  const obeyed = new Set<string>();

  const isReached = (id: string, { nth = 1 }: Order): boolean => {
    const times = (seen.get(id) ?? 0) + 1;
    seen.set(id, times);
    return times >= nth;
  };

  const noted = (id: string, point: string, { effect }: Order): Effect => {
    obeyed.add(`${id} ${point}`);
    fs.writeFileSync(path.join(struck, id), point);
    return effect;
  };

  return (point, about) => {
    for (const id of list(own)) {
      const order = read(path.join(own, id));
      if (order === null || !fits(order, point, about) || !isReached(id, order)) continue;
      if (order.each) return obeyed.has(`${id} ${point}`) ? null : strike(noted(id, point, order));
      if (take(path.join(own, id), path.join(struck, id))) return strike(order.effect);
    }
    return null;
  };
}

function fits({ at, about: wanted }: Order, point: string, about: string): boolean {
  if (wanted !== undefined && !about.replaceAll("-", "").includes(wanted)) return false;
  return at === point || (at === "before:*" && /^before:\w+_\w+$/.test(point));
}

function strike(effect: Effect): Blow {
  switch (effect.do) {
    case "kill":
      process.kill(process.pid, "SIGKILL");
      return null;
    case "stop":
      process.kill(process.pid, "SIGSTOP");
      return null;
    case "block":
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, effect.ms);
      return null;
    case "shift_clock":
      shiftClock(effect.ms);
      return null;
    default:
      return effect;
  }
}

function list(folder: string): string[] {
  try {
    return fs.readdirSync(folder).sort();
  } catch {
    return []; // nobody has placed an order yet
  }
}

function read(file: string): Order | null {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as Order;
  } catch {
    return null; // another process was first
  }
}

function take(from: string, to: string): boolean {
  try {
    fs.renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}

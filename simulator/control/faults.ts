import { FAULTS, type FaultName, type FaultWish } from "../faults/fault-list.ts";
import type { World } from "../world.ts";
import { done, type Fields, invalid, type Reply, textField, wholeNumberField } from "./fields.ts";

const DEFAULT_MS = 1000;

export function addFault(world: World, fields: Fields): Reply {
  const wish = readWish(world, fields, fields.name);
  return typeof wish === "string" ? invalid(wish) : done(world.faults.add(wish));
}

/** `rates` names faults and how likely each strikes a call; one seed, one sequence. They strike until they are taken back. */
export function addRandomFaults(world: World, fields: Fields): Reply {
  const { rates, ...common } = fields;
  if (typeof rates !== "object" || rates === null) return invalid("rates must be an object of names and probabilities");
  if (wholeNumberField(fields, "seed") === undefined) return invalid("seed must be a whole number");
  const wishes: FaultWish[] = [];
  for (const [name, probability] of Object.entries(rates)) {
    const wish = readWish(world, { ...common, probability, times: "always" }, name);
    if (typeof wish === "string") return invalid(wish);
    wishes.push(wish);
  }
  return done({ faults: wishes.map(world.faults.add) });
}

/** The one with this `id`, or all. */
export function takeBackFaults(world: World, fields: Fields): Reply {
  const id = wholeNumberField(fields, "id");
  if (fields.id !== undefined && id === undefined) return invalid("id must be a whole number");
  if (id === undefined) world.faults.clear();
  else world.faults.remove(id);
  return done();
}

const TEXTS = ["generation", "operation", "outTradeNo", "code", "subCode"] as const;
const FROM_0 = ["ms", "seed", "perSecond"] as const;
const KNOWN = [...TEXTS, ...FROM_0, "name", "times", "flapMs", "probability", "afterEffect"];

/** @returns the fault, or what is wrong with it */
function readWish(world: World, fields: Fields, name: unknown): FaultWish | string {
  const { times = 1, probability, flapMs, generation } = fields;
  const unknown = Object.keys(fields).find((field) => !KNOWN.includes(field));
  if (unknown !== undefined) return `a fault has no ${unknown}`;
  if (typeof name !== "string" || !isFaultName(name)) return `name must be one of ${Object.keys(FAULTS).join(", ")}`;
  if (times !== "always" && !wholeNumberField({ times }, "times"))
    return "times must be a whole number from 1, or always";
  if (flapMs !== undefined && !wholeNumberField(fields, "flapMs")) return "flapMs must be a whole number from 1";
  if (probability !== undefined && !isShare(probability)) return "probability must be a number from 0 to 1";
  if (generation !== undefined && !world.generations.has(String(generation))) return "there is no such generation";
  for (const number of FROM_0) {
    if (fields[number] !== undefined && wholeNumberField(fields, number) === undefined)
      return `${number} must be a whole number`;
  }
  return {
    name,
    times: times === "always" ? times : Number(times),
    ms: wholeNumberField(fields, "ms") ?? DEFAULT_MS,
    ...Object.fromEntries(TEXTS.flatMap((text) => [[text, textField(fields, text)]]).filter(([, value]) => value)),
    ...(probability === undefined ? {} : { probability, seed: wholeNumberField(fields, "seed") ?? 0 }),
    ...(flapMs === undefined ? {} : { flapMs: Number(flapMs) }),
    ...(fields.perSecond === undefined ? {} : { perSecond: Number(fields.perSecond) }),
    afterEffect: fields.afterEffect === true,
  };
}

function isShare(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= 1;
}

function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(FAULTS, name);
}

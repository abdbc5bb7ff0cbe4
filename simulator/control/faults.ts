import { FAULTS, type Fault, type FaultName } from "../faults/fault-list.ts";
import type { World } from "../world.ts";
import { done, type Fields, invalid, type Reply, textField, wholeNumberField } from "./fields.ts";

const DEFAULT_MS = 1000;

export function addFault(world: World, fields: Fields): Reply {
  const { name, times = 1, ms = DEFAULT_MS } = fields;
  if (typeof name !== "string" || !isFaultName(name))
    return invalid(`name must be one of ${Object.keys(FAULTS).join(", ")}`);
  if (wholeNumberField({ times }, "times") === undefined || times === 0)
    return invalid("times must be a whole number from 1");
  if (wholeNumberField({ ms }, "ms") === undefined) return invalid("ms must be a whole number");
  const fault: Fault = {
    name,
    times: Number(times),
    ms: Number(ms),
    ...pick(fields, "operation"),
    ...pick(fields, "outTradeNo"),
    ...pick(fields, "code"),
    ...pick(fields, "subCode"),
    afterEffect: fields.afterEffect === true,
  };
  world.faults.add(fault);
  return done(fault);
}

export function clearFaults(world: World): Reply {
  world.faults.clear();
  return done();
}

function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(FAULTS, name);
}

function pick<Name extends string>(fields: Fields, name: Name): { readonly [Key in Name]?: string } {
  const text = textField(fields, name);
  return (text === undefined ? {} : { [name]: text }) as { readonly [Key in Name]?: string };
}

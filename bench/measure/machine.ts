import fs from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { App } from "../../e2e/fixtures/app.ts";

/** Shares of the whole machine's time, by who used it; "others" are processes that are not ours. Empty off Linux. */
export type Shares = Readonly<Record<string, number>>;

const CHILDREN = ["front", "web", "worker", "simulator", "database"];

/** Starts to watch who uses the processors; the returned function ends it. */
export function watchMachine(app: App): () => Shares {
  if (process.platform !== "linux") return () => ({});
  const owners = new Map([...CHILDREN.map((name) => [app.pid(name), name] as const), [process.pid, "bench"]]);
  const before = read(owners);
  return () => {
    const after = read(owners);
    const all = after.all - before.all;
    const used = (name: string) => ((after.used[name] ?? 0) - (before.used[name] ?? 0)) / all;
    const ours = [...owners.values()].map((name) => [name, used(name)] as const);
    const others = (after.busy - before.busy) / all - sum(ours.map(([, share]) => share));
    return Object.fromEntries([...ours, ["others", Math.max(0, others)]]);
  };
}

export async function watchFor(app: App, ms: number): Promise<Shares> {
  const sharesOf = watchMachine(app);
  await wait(ms);
  return sharesOf();
}

/** In clock ticks since the machine was started. */
function read(owners: ReadonlyMap<number, string>) {
  const times = (/^cpu +(.*)$/m.exec(fs.readFileSync("/proc/stat", "utf8"))?.[1] ?? "").split(" ").map(Number);
  const all = sum(times.slice(0, 8));
  const [, , , idle = 0, waiting = 0] = times;
  const processes = new Map(fs.readdirSync("/proc").filter(isNumber).flatMap(readProcess));
  const used: Record<string, number> = {};
  for (const [pid, { ticks }] of processes) {
    const owner = ownerOf(pid, owners, processes);
    if (owner) used[owner] = (used[owner] ?? 0) + ticks;
  }
  return { all, busy: all - idle - waiting, used };
}

const sum = (values: readonly number[]): number => values.reduce((so, value) => so + value, 0);

type Processes = ReadonlyMap<number, { parent: number; ticks: number }>;

/** Whoever of ours is nearest among a process and its forebears. */
function ownerOf(pid: number, owners: ReadonlyMap<number, string>, processes: Processes): string | undefined {
  const parent = processes.get(pid)?.parent;
  return owners.get(pid) ?? (parent ? ownerOf(parent, owners, processes) : undefined);
}

const isNumber = (name: string): boolean => /^\d+$/.test(name);

/**
 * proc(5), "stat": after the name in brackets come state, parent and, from the 12th on, user and system time, the same
 * of children that have ended.
 */
function readProcess(pid: string): [number, { parent: number; ticks: number }][] {
  try {
    const fields = fs.readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ").map(Number) ?? [];
    return [[Number(pid), { parent: fields[1] ?? 0, ticks: sum(fields.slice(11, 15)) }]];
  } catch {
    return []; // it has just ended
  }
}

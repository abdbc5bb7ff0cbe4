import { setTimeout as wait } from "node:timers/promises";
import { type Blow, planBlow, planStorm, type Victim } from "./plan-blow.ts";
import { count, steadily, type World } from "./world.ts";

/** Blow after blow until it is over. The storm at the gateway is raised again when its simulator was killed. */
export async function playBlows(world: World, seed: number, over: AbortSignal): Promise<void> {
  await steadily(() => world.gateway.storm(planStorm(seed)));
  for (let index = 0; !over.aborted; index++) {
    const blow = planBlow(seed, index);
    await wait(blow.gap, undefined, { signal: over }).catch(() => {});
    if (!over.aborted) await strike(world, seed, blow);
  }
  await noteFaults(world);
  await steadily(() => world.gateway.calm());
  world.points.clear();
}

async function strike(world: World, seed: number, blow: Blow): Promise<void> {
  const { victim } = blow;
  if (blow.does === "kill_at") {
    const isStruck = world.points.place({ in: blow.victim, at: blow.at, nth: blow.nth, effect: { do: "kill" } });
    await wait(blow.gap);
    count(world, isStruck() ? `kill of ${victim} at a point` : `point of ${victim} not reached`);
    if (!isStruck()) world.points.clear();
    return;
  }
  const before = world.app.pid(victim);
  const pid = pidOf(world, victim);
  if (!pid) return;
  count(world, `${blow.does} of ${victim}`);
  if (blow.does === "stop") return standStill(pid, blow.ms);
  if (victim === "simulator") await noteFaults(world);
  signal(pid, "SIGKILL");
  if (victim !== "simulator") return;
  await steadily(async () => {
    if (world.app.pid("simulator") === before) throw new Error("the simulator is not back yet");
    await world.gateway.storm(planStorm(seed));
  });
}

const pidOf = ({ app }: World, victim: Victim): number => (victim === "database" ? app.postgresPid() : app.pid(victim));

async function standStill(pid: number, ms: number): Promise<void> {
  signal(pid, "SIGSTOP");
  await wait(ms);
  signal(pid, "SIGCONT");
}

/** It may have ended a moment ago. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // nobody is there to be struck
  }
}

/** The simulator forgets its faults with its life. */
async function noteFaults(world: World): Promise<void> {
  const { faults } = await steadily(() => world.gateway.ledger());
  for (const { name, struck } of faults) if (struck > 0) count(world, `fault ${name}`, struck);
}

import { setTimeout as wait } from "node:timers/promises";

/** @returns false when the simulator is being stopped meanwhile */
export async function pause(ms: number, stopping: AbortSignal): Promise<boolean> {
  try {
    await wait(ms, undefined, { signal: stopping });
    return true;
  } catch {
    return false;
  }
}

/** Said instead of a result when too many wait already. */
export const BUSY = "busy";

export type Gate = <Result>(work: () => Promise<Result>) => Promise<Result | typeof BUSY>;

/** Lets so many works run at once; so many others wait for their turn, and further ones are turned away (S10). */
export function openGate(atOnce: number, mostWaiting: number): Gate {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < atOnce) running++;
    else if (waiting.length >= mostWaiting) return BUSY;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}

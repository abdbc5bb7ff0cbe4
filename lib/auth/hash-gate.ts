/** Said instead of a result when too many wait already. */
export const BUSY = "busy";

/** `from`: who asks. */
export type Gate = <Result>(work: () => Promise<Result>, from?: string) => Promise<Result | typeof BUSY>;

/**
 * Lets so many works run at once; so many others wait for their turn, and further ones are turned away (S10). Whoever asks waits
 * in a line of their own, and the lines take turns: where all places are taken, the last of the longest line gives its place to
 * whoever has fewer. So nobody keeps others out by asking for much (S11).
 */
export function openGate(atOnce: number, mostWaiting: number): Gate {
  /** The first line is the next. None is empty. */
  const lines = new Map<string, ((mayWork: boolean) => void)[]>();
  let running = 0;
  let waiting = 0;

  function makesRoom(own: number): boolean {
    if (waiting < mostWaiting) return true;
    const longest = [...lines.values()].reduce((most, line) => (line.length > most.length ? line : most), []);
    if (longest.length <= own + 1) return false;
    longest.pop()?.(false);
    waiting--;
    return true;
  }

  function letNext(): void {
    const [next] = lines;
    if (!next) {
      running--;
      return;
    }
    const [from, [turn, ...rest]] = next;
    lines.delete(from);
    if (rest.length > 0) lines.set(from, rest);
    waiting--;
    turn?.(true);
  }

  return async (work, from = "") => {
    if (running < atOnce) running++;
    else {
      const line = lines.get(from) ?? [];
      if (!makesRoom(line.length)) return BUSY;
      lines.set(from, line);
      waiting++;
      if (!(await new Promise<boolean>((resolve) => line.push(resolve)))) return BUSY;
    }
    try {
      return await work();
    } finally {
      letNext();
    }
  };
}

/** Does the work again and again, `atOnce` at a time, for about so many milliseconds; how often a second it was done. */
export async function throughput(work: () => unknown, { atOnce, ms }: { atOnce: number; ms: number }): Promise<number> {
  const begin = performance.now();
  let done = 0;
  const worker = async () => {
    while (performance.now() - begin < ms) {
      await work();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return (done * 1000) / (performance.now() - begin);
}

/** V8 goes on compiling for thousands of calls; until then rounds measure the compiler. */
const WARM_UP_ROUNDS = 3;

/**
 * Lets the contestants work in turn, round by round, so that whatever else the machine does meets all of them; the first
 * rounds warm up and do not count.
 */
export async function inTurn<Name extends string>(
  contestants: Readonly<Record<Name, () => Promise<number>>>,
  rounds: number,
): Promise<Record<Name, number>[]> {
  const names = Object.keys(contestants) as Name[];
  const played: Record<Name, number>[] = [];
  for (let round = 0; round < WARM_UP_ROUNDS + rounds; round++) {
    const speeds: [Name, number][] = [];
    for (const name of names) speeds.push([name, await contestants[name]()]);
    played.push(Object.fromEntries(speeds) as Record<Name, number>);
  }
  return played.slice(WARM_UP_ROUNDS);
}

/** Works through the items, `atOnce` at a time; how many a second. */
export async function drain<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
  atOnce: number,
): Promise<number> {
  const left = items.values();
  const begin = performance.now();
  const worker = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return (items.length * 1000) / (performance.now() - begin);
}

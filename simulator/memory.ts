/** What is only worth knowing for minutes: it does not survive a restart. */
export type Memory = {
  readonly remember: (key: string, at: number) => void;
  /** @returns when it was remembered last, epoch ms */
  readonly recall: (key: string) => number | undefined;
  readonly clear: () => void;
};

/** Keeps the newest 10000: a practice shop runs for months. */
const KEPT = 10_000;

export function createMemory(): Memory {
  const times = new Map<string, number>();
  return {
    remember: (key, at) => {
      times.delete(key);
      times.set(key, at);
      const [oldest] = times.keys();
      if (times.size > KEPT && oldest !== undefined) times.delete(oldest);
    },
    recall: (key) => times.get(key),
    clear: () => times.clear(),
  };
}

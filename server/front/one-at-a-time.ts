/**
 * Work on one thing at a time, thing by thing: whatever is called for while it runs is covered by a single further run,
 * so a hundred copies of a notice ask the gateway twice (P6).
 */
export const oneAtATime = (work: (key: string) => Promise<void>) => {
  /** By key: whether it was called for again. */
  const running = new Map<string, boolean>();
  return async (key: string): Promise<void> => {
    if (running.has(key)) {
      running.set(key, true);
      return;
    }
    try {
      do {
        running.set(key, false);
        await work(key);
      } while (running.get(key));
    } finally {
      running.delete(key);
    }
  };
};

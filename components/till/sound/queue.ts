/** Runs jobs one after the other; of those that wait, only the newest two are kept. */
export function createQueue<Job>(work: (job: Job) => Promise<void>): (job: Job) => void {
  const MOST = 2;
  const waiting: Job[] = [];
  let busy = false;

  async function next(): Promise<void> {
    const job = waiting.shift();
    busy = job !== undefined;
    if (job === undefined) return;
    try {
      await work(job);
    } finally {
      void next();
    }
  }

  return (job) => {
    waiting.push(job);
    waiting.splice(0, waiting.length - MOST);
    if (!busy) void next();
  };
}

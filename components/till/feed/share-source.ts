import { DEAD_AFTER, WATCH_EVERY } from "#components/feed/open-events.ts";
import { openSource, RETRY_AFTER } from "./source.ts";
import type { Word } from "./word.ts";

/** Streams of one browser at most, when its tabs show several registers: the rest of its six connections stays free. */
const SLOTS = ["1", "2", "3"].map((slot) => `scantill.stream.slot.${slot}`);

/**
 * One tab has the stream of a register and passes on what it hears; the others wait for its place, and take it when it
 * has been silent for too long. Returns how to stop.
 */
export function shareSource(registerId: string, hear: (word: Word) => void): () => void {
  const name = `scantill.stream.${registerId}`;
  const channel = new BroadcastChannel(name);
  let heardAt = Date.now();
  let leading = false;
  let turn = new AbortController();

  channel.onmessage = ({ data }: MessageEvent<Word>) => {
    heardAt = Date.now();
    hear(data);
  };
  function pass(word: Word) {
    hear(word);
    channel.postMessage(word);
  }

  async function stream(until: Promise<void>) {
    const close = openSource(registerId, pass);
    await until;
    close();
  }

  async function lead({ signal }: AbortController) {
    const until = aborted(signal);
    leading = true;
    while (!signal.aborted && !(await inSlot(() => stream(until)))) {
      pass({ name: "broken" });
      await Promise.race([until, new Promise((resolve) => setTimeout(resolve, RETRY_AFTER))]);
    }
    leading = false;
  }

  /** Waits for the place, or takes it at once from a tab that does not pass on anything. */
  function queue(steal: boolean) {
    turn.abort();
    const own = new AbortController();
    turn = own;
    navigator.locks
      .request(name, steal ? { steal } : { signal: own.signal }, () => lead(own))
      .catch(() => {
        const taken = !own.signal.aborted;
        own.abort();
        if (taken) queue(false);
      });
  }

  const watch = setInterval(() => {
    if (leading || Date.now() - heardAt <= DEAD_AFTER) return;
    heardAt = Date.now();
    hear({ name: "broken" });
    queue(true);
  }, WATCH_EVERY);

  queue(false);
  return () => {
    clearInterval(watch);
    turn.abort();
    channel.close();
  };
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));

/** Works within one of the browser's slots; false when all are taken. */
async function inSlot(work: () => Promise<void>): Promise<boolean> {
  for (const slot of SLOTS) {
    const worked = await navigator.locks.request(slot, { ifAvailable: true }, async (lock) => {
      if (lock !== null) await work();
      return lock !== null;
    });
    if (worked) return true;
  }
  return false;
}

/** Node fires a longer timer at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** One timer for the earliest of many due times (epoch ms). `ring` does what is due and sets the next time itself. */
export type Alarm = { readonly setFor: (at: number) => void; readonly stop: () => void };

export function createAlarm(now: () => number, ring: () => void): Alarm {
  let timer: NodeJS.Timeout | undefined;
  let setTo = Number.POSITIVE_INFINITY;
  const fire = () => {
    const due = setTo;
    setTo = Number.POSITIVE_INFINITY;
    if (due > now()) setFor(due);
    else ring();
  };
  const setFor = (at: number) => {
    if (at >= setTo) return;
    clearTimeout(timer);
    setTo = at;
    timer = setTimeout(fire, Math.min(Math.max(at - now(), 0), LONGEST_TIMER_MS));
  };
  return { setFor, stop: () => clearTimeout(timer) };
}

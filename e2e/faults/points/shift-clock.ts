const TrueDate = Date;

/** The clock of the machine, whatever this process believes. */
export const trueNow = (): number => TrueDate.now();

/** Moves the wall clock of this process by so much against the true one; its monotonic clock runs on as it did. */
export function shiftClock(ms: number): void {
  const now = () => TrueDate.now() + ms;
  globalThis.Date = new Proxy(TrueDate, {
    construct: (target, words, made) => Reflect.construct(target, words.length === 0 ? [now()] : words, made) as Date,
    apply: () => new TrueDate(now()).toString(),
    get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
  });
}

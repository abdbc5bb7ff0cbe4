/** Numbers that look random and are the same for the same seeds. Nothing secret may come from them. */
export type Random = {
  /** From 0 to below 1. */
  unit(): number;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  chance(share: number): boolean;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** The place of one of these weights, the heavier the more often. */
  weigh(weights: readonly number[]): number;
  digits(count: number): string;
  /** A UUID of version 7 as of this instant. */
  uuid(at: number): string;
};

/** The sfc32 generator (PractRand); seeds are stirred in by a few turns. */
export function makeRandom(seed: number, stream: number, part: number): Random {
  let [a, b, c, counter] = [seed | 0, stream | 0, part | 0, 1];
  const bits = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let turn = 0; turn < 15; turn++) bits();
  const unit = (): number => bits() / 2 ** 32;
  const whole = (least: number, most: number): number => least + Math.floor(unit() * (most - least + 1));
  const hex = (): string => bits().toString(16).padStart(8, "0");
  return {
    unit,
    whole,
    chance: (share) => unit() < share,
    pick: ([first, ...others]) => others[whole(-1, others.length - 1)] ?? first,
    weigh(weights) {
      let left = unit() * weights.reduce((sum, weight) => sum + weight, 0);
      for (const [at, weight] of weights.entries()) {
        left -= weight;
        if (left < 0) return at;
      }
      return 0;
    },
    digits: (count) => Array.from({ length: count }, () => whole(0, 9)).join(""),
    uuid(at) {
      const time = Math.floor(at).toString(16).padStart(12, "0");
      const rest = hex() + hex() + hex();
      const variant = "89ab"[whole(0, 3)];
      return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-${variant}${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
    },
  };
}

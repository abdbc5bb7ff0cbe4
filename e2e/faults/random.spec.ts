import { expect, test } from "@playwright/test";
import { playSeed } from "./schedule/run-schedule.ts";

const SECONDS = 30;

for (const seed of [1, 2]) {
  test(`I1 I2 I3 I4 I5 I6 I7 I8 I10 I11 I12 I14 I15 I16 I17 F14 random faults and kills of seed ${seed}: every sale ends right, and the books are the ledger`, async () => {
    test.setTimeout(300_000);
    const { figures, violations } = await playSeed(seed, SECONDS);
    expect(violations, `npm run test:fault -- --seed ${seed}`).toEqual([]);
    expect(figures.payments).toBeGreaterThan(20);
  });
}

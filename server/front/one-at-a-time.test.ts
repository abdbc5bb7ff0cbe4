import { expect, test } from "vitest";
import { oneAtATime } from "./one-at-a-time.ts";

/** Work that ends when the test says so. */
function heldWork() {
  const runs: { key: string; end: () => void }[] = [];
  const work = oneAtATime((key) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    runs.push({ key, end: resolve });
    return promise;
  });
  return { runs, work };
}

test("P6 covers a hundred calls during one run by a single further run", async () => {
  const { runs, work } = heldWork();
  const first = work("a");
  await Promise.all(Array.from({ length: 100 }, () => work("a")));
  expect(runs).toHaveLength(1);
  runs[0]?.end();
  await expect.poll(() => runs.length).toBe(2);
  runs[1]?.end();
  await first;
  expect(runs).toHaveLength(2);
});

test("works on different things side by side, and on the same one again later", async () => {
  const { runs, work } = heldWork();
  const both = [work("a"), work("b")];
  expect(runs.map(({ key }) => key)).toEqual(["a", "b"]);
  for (const run of runs) run.end();
  await Promise.all(both);
  void work("a");
  expect(runs).toHaveLength(3);
});

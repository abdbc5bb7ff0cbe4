import { expect, test } from "vitest";
import { inTurn } from "./in-turn.ts";

test("S23 runs one call at a time, refuses what would wait too long, and goes on after a failure", async () => {
  const runs: { input: string; end: (result: string) => void; fail: (error: Error) => void }[] = [];
  const work = inTurn(
    2,
    (input: string) => {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      runs.push({ input, end: resolve, fail: reject });
      return promise;
    },
    "full",
  );
  const [first, second] = [work("a"), work("b")];
  expect(await work("c")).toBe("full");
  await expect.poll(() => runs.length).toBe(1);
  runs[0]?.fail(new Error("no database"));
  await expect(first).rejects.toThrow("no database");
  await expect.poll(() => runs.length).toBe(2);
  runs[1]?.end("done");
  expect(await second).toBe("done");
});

import { expect, it } from "vitest";
import { BUSY, openGate } from "./hash-gate.ts";

it("S10 lets two work at once, the others in turn, also after one that failed", async () => {
  const gate = openGate(2, 7);
  let [running, most] = [0, 0];
  const work = async (at: number) => {
    most = Math.max(most, ++running);
    await Promise.resolve();
    running--;
    if (at % 3 === 0) throw new Error("failed");
    return at;
  };
  const ended = await Promise.allSettled(Array.from({ length: 9 }, (_, at) => gate(() => work(at))));
  expect(most).toBe(2);
  expect(ended.map(({ status }) => status === "fulfilled")).toEqual([
    false,
    true,
    true,
    false,
    true,
    true,
    false,
    true,
    true,
  ]);
});

it("S10 turns away what would wait behind too many, and takes work again when they are done", async () => {
  const gate = openGate(1, 2);
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const taken = [gate(() => held), gate(async () => "second"), gate(async () => "third")];
  expect(await gate(async () => "fourth")).toBe(BUSY);
  release();
  expect(await Promise.all(taken)).toEqual([undefined, "second", "third"]);
  expect(await gate(async () => "later")).toBe("later");
});

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

it("S11 gives a crowd from one place one turn in turn, and its last places to whoever comes from elsewhere", async () => {
  const gate = openGate(1, 4);
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const done: string[] = [];
  const ask = (name: string, from: string) => gate(async () => void done.push(name), from);
  const first = gate(() => held, "crowd");
  const crowd = ["1", "2", "3", "4"].map((name) => ask(name, "crowd"));
  expect(await ask("5", "crowd")).toBe(BUSY);
  const others = [ask("owner", "home"), ask("cashier", "shop")];
  expect(await Promise.all(crowd.slice(2))).toEqual([BUSY, BUSY]);
  release();
  await Promise.all([first, ...crowd, ...others]);
  expect(done).toEqual(["1", "owner", "cashier", "2"]);
  expect(await ask("later", "crowd")).toBeUndefined();
});

it("S11 turns away who comes when everybody who waits comes from somewhere else", async () => {
  const gate = openGate(1, 2);
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const all = ["1", "2", "3"].map((from) => gate(() => held, from));
  expect(await gate(async () => "fourth", "4")).toBe(BUSY);
  release();
  await Promise.all(all);
});

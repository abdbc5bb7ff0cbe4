import { afterEach, expect, it, vi } from "vitest";
import { readAll } from "#lib/testing/read-all.ts";
import { takeTurn } from "./take-turn.ts";

afterEach(() => void vi.useRealTimers());

async function* pages() {
  yield 1;
  yield 2;
}
const reader = (userId: string, keeps = async () => true) => ({ userId, keeps });
const all = async <Page>(turn: AsyncIterable<Page> | null) => (turn === null ? null : readAll(turn));

it("S23 lets each person download one table at a time, and few people together", async () => {
  const running = new Map<string, number>();
  const [li, wang, wu] = ["li", "wang", "wu"].map((userId) => takeTurn(running, reader(userId), pages()));
  expect(takeTurn(running, reader("li"), pages())).toBeNull();
  expect(takeTurn(running, reader("zhao"), pages())).toBeNull();
  expect(await all(li ?? null)).toEqual([1, 2]);
  expect(await all(takeTurn(running, reader("li"), pages()))).toEqual([1, 2]);
  expect(await all(takeTurn(running, reader("zhao"), pages()))).toEqual([1, 2]);
  // Whoever stops in the midst has left it too.
  for await (const _ of wang ?? []) break;
  expect(takeTurn(running, reader("wang"), pages())).not.toBeNull();
  expect(await all(wu ?? null)).toEqual([1, 2]);
});

it("S23 gives the place of a browser that never read to somebody else, and keeps that of one that reads", async () => {
  vi.useFakeTimers();
  const running = new Map<string, number>();
  takeTurn(running, reader("li"), pages());
  const reading = takeTurn(running, reader("wang"), pages())?.[Symbol.asyncIterator]();
  vi.advanceTimersByTime(20_000);
  await reading?.next();
  vi.advanceTimersByTime(20_000);
  expect(takeTurn(running, reader("wang"), pages())).toBeNull();
  expect(takeTurn(running, reader("li"), pages())).not.toBeNull();
});

it("F10 I18 rests before each further page twice as long as the last one took", async () => {
  vi.useFakeTimers();
  const asked: number[] = [];
  async function* slow() {
    for (const page of [1, 2]) {
      asked.push(page);
      vi.advanceTimersByTime(100);
      yield page;
    }
  }
  const reading = takeTurn(new Map(), reader("li"), slow())?.[Symbol.asyncIterator]();
  await reading?.next();
  const next = reading?.next();
  await vi.advanceTimersByTimeAsync(199);
  expect(asked).toEqual([1]);
  await vi.advanceTimersByTimeAsync(1);
  expect(await next).toMatchObject({ value: 2 });
});

it("S2 breaks off for whoever may read no more, and gives the place back", async () => {
  const running = new Map<string, number>();
  const answers = [true, false];
  const turn = takeTurn(
    running,
    reader("li", async () => answers.shift() ?? false),
    pages(),
  );
  const read: number[] = [];
  const reading = async () => {
    for await (const page of turn ?? []) read.push(page);
  };
  await expect(reading()).rejects.toThrow("the right was lost");
  expect(read).toEqual([1]);
  expect(running.size).toBe(0);
});

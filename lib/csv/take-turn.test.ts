import { afterEach, expect, it, vi } from "vitest";
import { readAll } from "#lib/testing/read-all.ts";
import { takeTurn } from "./take-turn.ts";

afterEach(() => void vi.useRealTimers());

async function* pages() {
  yield 1;
  yield 2;
}
const all = async <Page>(turn: AsyncIterable<Page> | null) => (turn === null ? null : readAll(turn));

it("S23 lets each person download one table at a time, and few people together", async () => {
  const running = new Map<string, number>();
  const [li, wang, wu] = ["li", "wang", "wu"].map((userId) => takeTurn(running, userId, pages()));
  expect(takeTurn(running, "li", pages())).toBeNull();
  expect(takeTurn(running, "zhao", pages())).toBeNull();
  expect(await all(li ?? null)).toEqual([1, 2]);
  expect(await all(takeTurn(running, "li", pages()))).toEqual([1, 2]);
  expect(await all(takeTurn(running, "zhao", pages()))).toEqual([1, 2]);
  // Whoever stops in the midst has left it too.
  for await (const _ of wang ?? []) break;
  expect(takeTurn(running, "wang", pages())).not.toBeNull();
  expect(await all(wu ?? null)).toEqual([1, 2]);
});

it("S23 gives the place of a browser that never read to somebody else, and keeps that of one that reads", async () => {
  vi.useFakeTimers();
  const running = new Map<string, number>();
  takeTurn(running, "li", pages());
  const reading = takeTurn(running, "wang", pages())?.[Symbol.asyncIterator]();
  vi.advanceTimersByTime(20_000);
  await reading?.next();
  vi.advanceTimersByTime(20_000);
  expect(takeTurn(running, "wang", pages())).toBeNull();
  expect(takeTurn(running, "li", pages())).not.toBeNull();
});

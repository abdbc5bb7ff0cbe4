import { expect, test } from "vitest";
import { isUuid } from "#lib/uuid.ts";
import { makeRandom } from "./make-random.ts";

const draw = (seed: number) => {
  const random = makeRandom(seed, 1, 2);
  return Array.from({ length: 1000 }, () => random.whole(1, 6));
};

test("draws the same for the same seed, and something else for another", () => {
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  expect([...new Set(draw(7))].toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
});

test("makes identifiers that sort by their instant", () => {
  const random = makeRandom(1, 1, 1);
  const [early, late] = [random.uuid(Date.UTC(2026, 0, 1)), random.uuid(Date.UTC(2026, 0, 2))];
  expect([early, late].every(isUuid)).toBe(true);
  expect(early < late).toBe(true);
});

test("picks each of the items", () => {
  const random = makeRandom(3, 1, 1);
  const picked = new Set(Array.from({ length: 100 }, () => random.pick(["a", "b", "c"])));
  expect(picked.size).toBe(3);
});

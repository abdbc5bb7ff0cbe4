import { expect, test } from "vitest";
import { createQueue } from "./queue.ts";

test("L6 two sentences wait at most: older ones are dropped, the order stays", async () => {
  const spoken: string[] = [];
  const first = Promise.withResolvers<void>();
  const last = Promise.withResolvers<void>();
  const say = createQueue<string>(async (text) => {
    spoken.push(text);
    if (text === "1") await first.promise;
    if (text === "5") last.resolve();
  });
  for (const text of ["1", "2", "3", "4", "5"]) say(text);
  expect(spoken).toEqual(["1"]);
  first.resolve();
  await last.promise;
  expect(spoken).toEqual(["1", "4", "5"]);
});

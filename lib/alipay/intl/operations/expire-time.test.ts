import { describe, expect, it } from "vitest";
import { readExpireTime } from "./expire-time.ts";

describe("expireTime", () => {
  it.each([
    ["3min", 3, "minutes"],
    // seed-notes 2.7: the letter that means minutes to the other generations.
    ["3m", 3, "months"],
    ["90m", 90, "months"],
    ["600s", 600, "seconds"],
    ["2h", 2, "hours"],
    ["1d", 1, "days"],
    ["1y", 1, "years"],
  ])("%s is %d %s", (text, count, unit) => {
    expect(readExpireTime(text)).toEqual({ count, unit });
  });

  it.each([
    "",
    "min",
    "0min",
    "03min",
    "3",
    "3 min",
    " 3min",
    "3MIN",
    "3mins",
    "1.5h",
    "-3min",
    "3min ",
    "1c",
    "３min",
    "3minh",
  ])("%j is none", (text) => {
    expect(readExpireTime(text)).toBeNull();
  });
});

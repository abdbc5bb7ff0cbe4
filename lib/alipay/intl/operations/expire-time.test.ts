import { describe, expect, it } from "vitest";
import { isExpireTime } from "./expire-time.ts";

describe("expireTime", () => {
  it.each(["3min", "3m", "90m", "600s", "2h", "1d", "1y"])("%s is one", (text) => {
    expect(isExpireTime(text)).toBe(true);
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
    expect(isExpireTime(text)).toBe(false);
  });
});

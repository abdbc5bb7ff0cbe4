import { expect, it } from "vitest";
import { maskedBuyer } from "./trades.ts";

it.each([
  ["159****5620", "159****5620"],
  ["li***@example.com", "li***@example.com"],
  ["13812345620", "138****5620"],
  ["86-13812345620", "86-****5620"],
  ["wang.min@example.com", "wan****@example.com"],
  ["li@example.com", "l****@example.com"],
  ["2088102146225135", "208****5135"],
  ["张三", "张****"],
  ["👩‍🍳x", "👩****"],
  ["x", "x****"],
  ["", null],
  [null, null],
])("W6 S27 keeps of the buyer %j only %j", (name, kept) => {
  expect(maskedBuyer(name)).toBe(kept);
  expect(maskedBuyer(kept)).toBe(kept);
});

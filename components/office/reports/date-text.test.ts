import { expect, test } from "vitest";
import { dayLabel, spanText } from "./date-text.ts";

test("L2 M10 days are written as they are called, in both languages and whatever clock the machine has", () => {
  const [day, days] = [
    { first: "2026-11-21", last: "2026-11-21" },
    { first: "2026-11-21", last: "2026-11-30" },
  ];
  expect(spanText(day, "en")).toBe("Saturday, 21 November 2026");
  expect(spanText(day, "zh-CN")).toBe("2026年11月21日星期六");
  expect(spanText(days, "en")).toBe("21 Nov – 30 Nov 2026");
  expect(spanText(days, "zh-CN")).toBe("2026年11月21日 – 2026年11月30日");
  expect(spanText({ first: "2025-12-30", last: "2026-01-02" }, "en")).toBe("30 Dec 2025 – 2 Jan 2026");
  expect([
    dayLabel("2026-11-30", "en", false),
    dayLabel("2026-12-01", "en", false),
    dayLabel("2026-11-08", "en", true),
  ]).toEqual(["30", "1 Dec", "8 Nov"]);
});

import { expect, it } from "vitest";
import { parseNoticeFilter, replayInput } from "./schema.ts";

const STORE = { timeZone: "Asia/Shanghai", dayStartMinute: 0 };
const NOW = new Date("2026-11-23T05:00:00Z");

it("W1 leaves out what it does not understand of a filter, and shows the last days then", () => {
  const week = parseNoticeFilter({}, STORE, NOW);
  expect(week).toMatchObject({ show: "all", search: null, olderThan: null, from: new Date("2026-11-16T16:00:00Z") });
  const odd = { day: "never", show: "x", search: "", olderThan: "1' or 1=1" };
  expect(parseNoticeFilter(odd, STORE, NOW)).toEqual(week);
  expect(parseNoticeFilter({ day: "all", search: " 2088 " }, STORE, NOW)).toMatchObject({ from: null, search: "2088" });
});

it("W2 takes nothing but a notice and the mark of its plan", () => {
  const input = { noticeId: "01a206c6-0ddf-7481-8153-03451451877d", mark: "0".repeat(64) };
  expect(replayInput.safeParse(input).success).toBe(true);
  for (const odd of [
    { ...input, mark: "" },
    { ...input, noticeId: "x" },
    { ...input, effect: "applied" },
  ])
    expect(replayInput.safeParse(odd).success).toBe(false);
});

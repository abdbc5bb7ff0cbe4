import { describe, expect, it } from "vitest";
import { undoesWholeTrade } from "./same-day-cancel.ts";
import { TRAITS } from "./traits.ts";

const beijing = (text: string): Date => new Date(`${text}+08:00`);
const { openapi, mapi } = TRAITS;

describe("F50 P14 the Beijing day of a cancel", () => {
  it.each([
    { when: "the same day", made: "2026-11-22T00:00:00", now: "2026-11-22T23:59:59", works: true },
    {
      when: "minutes before midnight, in the grace",
      made: "2026-11-22T23:50:00",
      now: "2026-11-23T00:14:59",
      works: true,
    },
    {
      when: "the whole day before, in the grace",
      made: "2026-11-22T00:00:00",
      now: "2026-11-23T00:14:59",
      works: true,
    },
    { when: "after the grace", made: "2026-11-22T23:59:59", now: "2026-11-23T00:15:00", works: false },
    { when: "two days later, in the grace", made: "2026-11-21T23:59:59", now: "2026-11-23T00:10:00", works: false },
  ])("$when: $works", ({ made, now, works }) => {
    expect(undoesWholeTrade(mapi, beijing(made), beijing(now))).toBe(works);
    expect(undoesWholeTrade(openapi, beijing(made), beijing(now))).toBe(false);
  });
});

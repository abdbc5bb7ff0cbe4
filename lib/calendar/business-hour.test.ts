import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { businessDate, businessDay } from "./business-day.ts";
import { hourReader } from "./business-hour.ts";

const read = (at: string, timeZone: string, dayStartMinute = 0) =>
  hourReader({ timeZone, dayStartMinute })(new Date(at));

describe("an hour of a store's business day", () => {
  it("Z7 M10 is of the store's clock, counted from the beginning of its day", () => {
    expect(read("2026-03-01T01:59:00Z", "Asia/Shanghai")).toEqual({ day: "2026-03-01", hour: 9 });
    expect(read("2026-03-01T01:59:00Z", "Asia/Shanghai", 240)).toEqual({ day: "2026-03-01", hour: 5 });
    expect(read("2026-03-01T19:59:00Z", "Asia/Shanghai", 240)).toEqual({ day: "2026-03-01", hour: 23 });
    expect(read("2026-03-01T20:00:00Z", "Asia/Shanghai", 240)).toEqual({ day: "2026-03-02", hour: 0 });
  });

  it("M10 is the same one twice where the clocks go back, and is missing where they go forward", () => {
    const back = ["00:30", "01:30"].map((time) => read(`2026-10-25T${time}:00Z`, "Europe/Berlin"));
    expect(back).toEqual([
      { day: "2026-10-25", hour: 2 },
      { day: "2026-10-25", hour: 2 },
    ]);
    expect(read("2026-03-29T01:00:00Z", "Europe/Berlin")).toEqual({ day: "2026-03-29", hour: 3 });
  });

  it("Z7 M10 is of the day that the calendar names, whatever was asked before", () => {
    const zones = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"];
    const minutes = fc.array(fc.integer({ min: 0, max: 525_599 }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 1439 }), minutes, (timeZone, start, asked) => {
        const calendar = { timeZone, dayStartMinute: start };
        const reader = hourReader(calendar);
        for (const minute of asked) {
          const at = new Date(Date.UTC(2026, 0, 1) + minute * 60_000);
          const { day, hour } = reader(at);
          expect(day).toBe(businessDate(at, calendar));
          const since = at.getTime() - businessDay(at, calendar).from.getTime();
          // Clocks change by an hour at most.
          expect(Math.abs(Math.floor(since / 3_600_000) - hour) <= 1 || hour === 23 || hour === 0).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { businessDate, businessDay } from "./business-day.ts";

const day = (at: string, timeZone: string, { dayStartMinute = 0, offset = 0 } = {}) => {
  const { from, until } = businessDay(new Date(at), { timeZone, dayStartMinute }, offset);
  return [from.toISOString(), until.toISOString()];
};

describe("a store's business day", () => {
  it("Z7 M10 is the store's day, whatever the zone of the machine", () => {
    expect(day("2026-03-01T15:59:59Z", "Asia/Shanghai")).toEqual([
      "2026-02-28T16:00:00.000Z",
      "2026-03-01T16:00:00.000Z",
    ]);
    expect(day("2026-03-01T16:00:00Z", "Asia/Shanghai")).toEqual([
      "2026-03-01T16:00:00.000Z",
      "2026-03-02T16:00:00.000Z",
    ]);
  });

  it("Z7 may begin after midnight, for shops that close late", () => {
    expect(day("2026-03-01T19:59:59Z", "Asia/Shanghai", { dayStartMinute: 240 })).toEqual([
      "2026-02-28T20:00:00.000Z",
      "2026-03-01T20:00:00.000Z",
    ]);
  });

  it("M10 has 23 and 25 hours when the clocks change", () => {
    expect(day("2026-03-29T10:00:00Z", "Europe/Berlin")).toEqual([
      "2026-03-28T23:00:00.000Z",
      "2026-03-29T22:00:00.000Z",
    ]);
    expect(day("2026-10-25T10:00:00Z", "Europe/Berlin")).toEqual([
      "2026-10-24T22:00:00.000Z",
      "2026-10-25T23:00:00.000Z",
    ]);
  });

  it("Z7 M10 holds every instant that it is asked about, also where the clocks change before it begins", () => {
    // 04:30 in Berlin, half an hour after the day began.
    expect(day("2026-03-29T02:30:00Z", "Europe/Berlin", { dayStartMinute: 240 })).toEqual([
      "2026-03-29T02:00:00.000Z",
      "2026-03-30T02:00:00.000Z",
    ]);
    const changes = [
      ...["Europe/Berlin 2026-03-29", "Europe/Berlin 2026-10-25", "America/New_York 2026-11-01"],
      // At midnight, and by half an hour.
      ...["Africa/Cairo 2026-04-24", "Africa/Cairo 2026-10-30", "Australia/Lord_Howe 2026-04-05"],
    ];
    const aroundNoon = fc.integer({ min: -2160, max: 2160 });
    fc.assert(
      fc.property(
        fc.constantFrom(...changes),
        fc.integer({ min: 0, max: 1439 }),
        aroundNoon,
        (change, start, minute) => {
          const [timeZone = "", date] = change.split(" ");
          const calendar = { timeZone, dayStartMinute: start };
          const at = new Date(Date.parse(`${date}T12:00:00Z`) + minute * 60_000);
          const { from, until } = businessDay(at, calendar);
          expect(from.getTime()).toBeLessThanOrEqual(at.getTime());
          expect(at.getTime()).toBeLessThan(until.getTime());
          expect(businessDay(from, calendar)).toEqual({ from, until });
          expect(businessDay(until, calendar).from).toEqual(until);
          expect(businessDate(at, calendar)).toBe(businessDate(from, calendar));
          expect(businessDate(until, calendar) > businessDate(from, calendar)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("moves by whole days", () => {
    expect(day("2026-03-01T10:00:00Z", "Asia/Shanghai", { offset: -1 })).toEqual([
      "2026-02-27T16:00:00.000Z",
      "2026-02-28T16:00:00.000Z",
    ]);
  });

  it("Z7 is named by the date on which it begins", () => {
    const date = (at: string, timeZone: string, dayStartMinute: number) =>
      businessDate(new Date(at), { timeZone, dayStartMinute });
    expect(date("2026-03-01T19:59:59Z", "Asia/Shanghai", 240)).toBe("2026-03-01");
    expect(date("2026-03-01T20:00:00Z", "Asia/Shanghai", 240)).toBe("2026-03-02");
    expect(date("2026-03-01T15:59:59Z", "Asia/Shanghai", 0)).toBe("2026-03-01");
    expect(date("2026-10-25T02:30:00Z", "America/New_York", 0)).toBe("2026-10-24");
  });
});

import { describe, expect, it } from "vitest";
import { dateRange, daysBetween, moveDate } from "./date-range.ts";

const SHOP = { timeZone: "Asia/Shanghai", dayStartMinute: 240 };
const at = (time: string) => new Date(time);

describe("spans of business days", () => {
  it("M10 Z7 are of the store's calendar: at 03:00 it is still yesterday", () => {
    expect(dateRange("today", SHOP, at("2026-02-28T19:00:00Z"))).toEqual({ first: "2026-02-28", last: "2026-02-28" });
    expect(dateRange("today", SHOP, at("2026-02-28T20:00:00Z"))).toEqual({ first: "2026-03-01", last: "2026-03-01" });
    expect(dateRange("yesterday", SHOP, at("2026-02-28T20:00:00Z"))).toEqual({
      first: "2026-02-28",
      last: "2026-02-28",
    });
  });

  it("M1 are a week with today, this month until today, and all of the last month", () => {
    const now = at("2026-03-01T10:00:00Z");
    expect(dateRange("week", SHOP, now)).toEqual({ first: "2026-02-23", last: "2026-03-01" });
    expect(dateRange("month", SHOP, now)).toEqual({ first: "2026-03-01", last: "2026-03-01" });
    expect(dateRange("lastMonth", SHOP, now)).toEqual({ first: "2026-02-01", last: "2026-02-28" });
    expect(dateRange("lastMonth", SHOP, at("2026-01-15T10:00:00Z"))).toEqual({
      first: "2025-12-01",
      last: "2025-12-31",
    });
  });

  it("M10 are counted in dates, whatever hours a day has", () => {
    expect(moveDate("2026-03-01", -1)).toBe("2026-02-28");
    expect(moveDate("2026-12-31", 1)).toBe("2027-01-01");
    expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
  });
});

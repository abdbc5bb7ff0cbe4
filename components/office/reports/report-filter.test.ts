import { expect, test } from "vitest";
import { readReportFilter, reportAddress } from "./report-filter.ts";

const NOTHING = { range: "today", from: null, until: null, storeId: null, currency: null };

test("M1 the dashboard begins with today", () => {
  expect(readReportFilter({})).toEqual(NOTHING);
  expect(readReportFilter({ range: "century", from: " ", storeId: ["a", "b"] })).toEqual(NOTHING);
  expect(reportAddress(readReportFilter({}))).toBe("/dashboard");
});

test("M2 an address says again what was chosen, for the page and for each of its tables", () => {
  const chosen = { range: "month", from: "2026-11-01", until: "2026-11-20", storeId: "x", currency: "HKD" };
  const filter = readReportFilter(chosen);
  for (const table of [null, "hours"] as const) {
    const { searchParams, pathname } = new URL(reportAddress(filter, table), "http://shop");
    expect(readReportFilter(Object.fromEntries(searchParams))).toEqual(filter);
    expect([pathname, searchParams.get("table")]).toEqual([table === null ? "/dashboard" : "/dashboard/table", table]);
  }
});

import { expect, test } from "vitest";
import { buildReport } from "./build-report.ts";
import { planPlaces } from "./plan-places.ts";
import type { HourRow } from "./sql/read-sums.ts";

const store = (storeId: string, currency: string) => ({
  ...{ storeId, storeName: storeId, currency, timeZone: "Asia/Shanghai", dayStartMinute: 0 },
});
const day = "2026-11-21";
const plan = planPlaces(
  [store("Airport", "HKD"), store("Bund", "CNY"), store("Ginza", "JPY")],
  { first: day, last: day },
  new Date("2026-11-21T08:00:00Z"),
);
const sold = (currency: string, payments: bigint, ago = 0): HourRow => ({
  ...{ what: "hour", ago, hour: 9, early: true, currency },
  ...{ payments, paid: payments * 100n, refunds: 0n, refunded: 0n },
});
const first = (rows: HourRow[], currency: string | null = null) => {
  const report = buildReport(rows, { plan, currency, cashierName: String });
  return { shown: report.currency, all: report.currencies };
};

test("M1 M7 the currency in which most was sold lately comes first, whatever its amounts and the names of the stores", () => {
  expect(first([sold("JPY", 3n), sold("CNY", 40n, 5), sold("HKD", 1n)])).toEqual({
    shown: "CNY",
    all: ["CNY", "JPY", "HKD"],
  });
  expect(first([sold("JPY", 3n), sold("CNY", 40n)], "HKD")).toEqual({ shown: "HKD", all: ["CNY", "JPY", "HKD"] });
  expect(first([])).toEqual({ shown: "HKD", all: ["HKD", "CNY", "JPY"] });
});

import { expect, test } from "vitest";
import { auditAddress, readAuditFilter } from "./audit-filter.ts";

test("reads an address and writes it again", () => {
  const filter = readAuditFilter({ day: "all", kind: "refund", olderThan: "12", check: "1" });
  expect(filter).toEqual({ day: "all", kind: "refund", storeId: null, olderThan: "12", check: true });
  expect(auditAddress(filter)).toBe("/audit?day=all&kind=refund&olderThan=12&check=1");
});

test("shows the last days of everything for an address without wishes, and for unknown ones", () => {
  expect(readAuditFilter({ day: "x", kind: ["refund"], storeId: "", check: "yes" })).toEqual(readAuditFilter({}));
  expect(auditAddress(readAuditFilter({}))).toBe("/audit");
});

import { expect, test } from "vitest";
import { noticeAddress, readNoticeFilter } from "./notice-filter.ts";

test("W1 reads the address of the log and writes it again", () => {
  const filter = readNoticeFilter({ day: "all", show: "trouble", search: " 2088 ", storeId: "s", olderThan: "n" });
  expect(filter).toEqual({ day: "all", show: "trouble", search: "2088", storeId: "s", olderThan: "n" });
  expect(noticeAddress(filter)).toBe("/notifications?day=all&show=trouble&storeId=s&search=2088&olderThan=n");
});

test("W1 shows everything of the last days for an address without wishes, and for unknown ones", () => {
  expect(readNoticeFilter({ day: "x", show: ["all"], search: "", storeId: "" })).toEqual(readNoticeFilter({}));
  expect(noticeAddress(readNoticeFilter({}))).toBe("/notifications");
});

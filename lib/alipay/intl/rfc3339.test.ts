import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatRfc3339, parseRfc3339 } from "./rfc3339.ts";

describe("a time of this generation", () => {
  it("is written with a numeric offset, in whole seconds", () => {
    expect(formatRfc3339(new Date("2026-03-01T04:34:56.789Z"))).toBe("2026-03-01T12:34:56+08:00");
  });

  it.each([
    ["2001-07-04T12:08:56+05:30", "2001-07-04T06:38:56.000Z"],
    ["2026-03-01T04:34:56Z", "2026-03-01T04:34:56.000Z"],
    ["2026-03-01T04:34:56.123-03:30", "2026-03-01T08:04:56.123Z"],
    ["2028-02-29T00:00:00+00:00", "2028-02-29T00:00:00.000Z"],
  ])("reads %s", (text, iso) => {
    expect(parseRfc3339(text)?.toISOString()).toBe(iso);
  });

  it("comes back from its text to the second", () => {
    const at = fc.date({ min: new Date("1970-01-02"), max: new Date("9998-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(at, (date) => {
        expect(parseRfc3339(formatRfc3339(date))?.getTime()).toBe(Math.floor(date.getTime() / 1000) * 1000);
      }),
    );
  });

  it.each([
    "",
    "2026-03-01",
    "2026-03-01T12:34:56",
    "2026-03-01 12:34:56+08:00",
    "2026-02-29T00:00:00Z",
    "2026-02-31T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-03-01T24:00:00Z",
    "2026-03-01T12:60:00Z",
    "2026-03-01T12:34:56+24:00",
    "2026-03-01T12:34:56+08:60",
    "2026-03-01T12:34:56+0800",
    "2026-03-01T12:34:56.Z",
    " 2026-03-01T12:34:56Z",
    "２026-03-01T12:34:56Z",
    "1772339696",
  ])("refuses %j", (text) => {
    expect(parseRfc3339(text)).toBeNull();
  });
});

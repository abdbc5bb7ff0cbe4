import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatChinaTime, parseChinaTime } from "./china-time.ts";

describe("China time", () => {
  it("is eight hours before UTC's clock, without daylight saving", () => {
    expect(formatChinaTime(new Date("2026-03-01T04:34:56.999Z"))).toBe("2026-03-01 12:34:56");
    expect(formatChinaTime(new Date("2025-12-31T16:00:00Z"))).toBe("2026-01-01 00:00:00");
    expect(formatChinaTime(new Date("1988-07-01T00:00:00Z"))).toBe("1988-07-01 08:00:00");
    expect(parseChinaTime("2026-03-01 12:34:56")).toEqual(new Date("2026-03-01T04:34:56Z"));
    expect(parseChinaTime("2026-03-01 12:39:59.123")).toEqual(new Date("2026-03-01T04:39:59.123Z"));
  });

  it("comes back from its text to the second", () => {
    const at = fc.date({ min: new Date("1970-01-02"), max: new Date("9998-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(at, (date) => {
        expect(parseChinaTime(formatChinaTime(date))?.getTime()).toBe(Math.floor(date.getTime() / 1000) * 1000);
      }),
    );
  });

  it.each([
    "2026-02-30 00:00:00",
    "2026-13-01 00:00:00",
    "2026-03-01 24:00:00",
    "2026-03-01 12:60:00",
    "2026-03-01T12:34:56",
    "2026-03-01 12:34:56Z",
    " 2026-03-01 12:34:56",
    "2026-03-01",
    "２026-03-01 12:34:56",
    "",
  ])("refuses %j", (text) => {
    expect(parseChinaTime(text)).toBeNull();
  });

  // Zones with odd offsets and with clock changes near the instants asked for.
  it.each(["Asia/Shanghai", "America/St_Johns", "Pacific/Kiritimati", "America/New_York", "Asia/Kathmandu"])(
    "is the same in a process of zone %s",
    (zone) => {
      const script = `
        import { formatChinaTime, parseChinaTime } from ${JSON.stringify(import.meta.resolve("./china-time.ts"))};
        const at = ["2026-03-08T07:30:00Z", "2026-11-01T06:30:00Z", "2026-03-29T01:00:00Z"].map((text) => new Date(text));
        console.log(new Date(0).getTimezoneOffset(), at.map((date) => formatChinaTime(date)).join(),
          at.every((date) => parseChinaTime(formatChinaTime(date)).getTime() === date.getTime()));`;
      const run = (TZ: string) =>
        execFileSync(process.execPath, ["--input-type=module", "-e", script], {
          env: { ...process.env, TZ },
          encoding: "utf8",
        }).split(" ");
      const [offset, ...result] = run(zone);
      expect(Number(offset)).not.toBe(0);
      expect(result.join(" ")).toBe("2026-03-08 15:30:00,2026-11-01 14:30:00,2026-03-29 09:00:00 true\n");
    },
  );
});

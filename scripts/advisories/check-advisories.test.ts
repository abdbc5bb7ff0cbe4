import fs from "node:fs";
import { expect, test } from "vitest";
import { judge } from "./check-advisories.mjs";

const report = (...severities: string[]) =>
  JSON.stringify({
    vulnerabilities: Object.fromEntries(
      severities.map((severity) => [severity, { name: severity, severity, range: "<1" }]),
    ),
    metadata: { vulnerabilities: {} },
  });

test("S24 fails on what is worse than moderate, by name", () => {
  expect(judge(report("low", "high", "critical"))).toEqual({
    ...{ good: false, lines: ["high: high <1", "critical: critical <1"] },
  });
  expect(judge(report("low", "moderate")).good).toBe(true);
  expect(judge(report()).good).toBe(true);
});

test.each(["", "<html>", "{}", '{"message":"405 Method Not Allowed"}'])(
  "S24 passes with a word where nothing is told: %j",
  (text) => {
    const { good, lines } = judge(text);
    expect(good).toBe(true);
    expect(lines[0]).toMatch(/^Not checked: /);
  },
);

/** The oldest that have none of the weaknesses that the design names. */
const AT_LEAST = { next: [16, 2, 11], "next-auth": [4, 24, 5], "fast-xml-parser": [5, 5, 7] };

test.each(Object.entries(AT_LEAST))("S24 %s is new enough, in the lock too", (name, least) => {
  const lock = JSON.parse(fs.readFileSync("package-lock.json", "utf8"));
  const { dependencies } = JSON.parse(fs.readFileSync("package.json", "utf8"));
  const { version } = lock.packages[`node_modules/${name}`];
  expect(version).toBe(dependencies[name]);
  const parts: number[] = version.split(".").map(Number);
  const at = parts.findIndex((part, place) => part !== least[place]);
  expect(at === -1 || (parts[at] ?? 0) > (least[at] ?? 0), version).toBe(true);
});

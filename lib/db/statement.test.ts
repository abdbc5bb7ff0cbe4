import fs from "node:fs";
import { expect, it } from "vitest";

/** A connection prepares each text under its name once: two texts of one name would fail where both are sent over it. */
it("F17 no two statements have one name", () => {
  const names = fs
    .readdirSync("lib", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .flatMap((file) => [...fs.readFileSync(`lib/${file}`, "utf8").matchAll(/\bstatement<[^(]*>\(\s*"(\w+)"/g)])
    .map(([, name]) => name);
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

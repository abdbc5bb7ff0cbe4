import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { storeFile } from "./schema.ts";

it("takes the example of docs/store-file.md as it stands there", () => {
  const page = readFileSync("docs/store-file.md", "utf8");
  const example = /```json\n(.*?)```/s.exec(page)?.[1] ?? "";
  expect(storeFile.safeParse(JSON.parse(example)).error?.issues ?? []).toEqual([]);
});

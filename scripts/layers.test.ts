import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";

/** Which of these files the linter would not have import what they import, with the rules of this project. */
function misplaced(files: Record<string, string>): string[] {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "scantill-layers-"));
  onTestFinished(() => fs.rmSync(root, { recursive: true }));
  fs.copyFileSync("biome.json", path.join(root, "biome.json"));
  for (const [file, module] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), `import { x } from "${module}";\n\nexport const y = x;\n`);
  }
  const biome = path.resolve("node_modules/@biomejs/biome/bin/biome");
  const words = [biome, "lint", "--vcs-enabled=false", "--max-diagnostics=none", "--reporter=json"];
  const { stdout } = spawnSync(process.execPath, words, { cwd: root, encoding: "utf8" });
  const { diagnostics }: { diagnostics: { category: string; location: { path: string } }[] } = JSON.parse(stdout);
  const found = diagnostics.filter(({ category }) => category.endsWith("noRestrictedImports"));
  return found.map(({ location }) => location.path).toSorted();
}

test("S1 B37 pages, components and servers may not read or write the tables past the use cases", () => {
  const tables = ["#lib/db/pool.ts", "#lib/db/statement.ts", "#lib/orders/sql/read-views.ts", "pg", "@prisma/client"];
  const others = ["#lib/money/money.ts", "zod"];
  const files = (modules: string[], word: string) =>
    Object.fromEntries(
      ["app/pages", "components/till", "server/front", "server"].flatMap((folder) =>
        modules.map((module, at) => [`${folder}/${word}-${at}.ts`, module]),
      ),
    );
  const wrong = { ...files(tables, "wrong"), "app/near.ts": "../lib/orders/sql/read-views.ts" };
  expect(misplaced({ ...wrong, ...files(others, "right") })).toEqual(Object.keys(wrong).toSorted());
});

import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { textOfFile } from "#lib/alipay/keys/pasted.ts";
import { env } from "#lib/env.ts";
import { closeShop, openShop } from "#lib/process.ts";
import { applyStoreFile } from "#lib/stores/apply/apply-store-file.ts";
import type { SecretSource } from "#lib/stores/schema.ts";

/** Secrets and keys stand in the file itself, in a file beside it, or in the environment. */
function secretReader(file: string): (source: SecretSource) => string {
  return (source) => {
    if (typeof source === "string") return source;
    if ("file" in source) return textOfFile(readFileSync(resolve(dirname(file), source.file))).trim();
    const value = env.named(source.env);
    if (value === undefined) throw new Error(`${source.env} is not set in the environment`);
    return value;
  };
}

function readContent(file: string): { ok: true; content: unknown } | { ok: false; problem: string } {
  try {
    return { ok: true, content: JSON.parse(readFileSync(file, "utf8")) };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}

async function storeApply(file: string): Promise<number> {
  const read = readContent(file);
  if (!read.ok) {
    console.error(`${file}: ${read.problem}`);
    return 1;
  }
  const shop = openShop();
  try {
    const result = await applyStoreFile(shop, read.content, secretReader(file));
    if (result.kind === "applied") {
      for (const line of result.lines) console.log(line);
      return 0;
    }
    for (const { at, problem } of result.problems) console.error(`${file}: ${at}: ${problem}`);
    return 1;
  } catch (error) {
    console.error(`${file}: ${error instanceof Error ? error.message : error}`);
    return 1;
  } finally {
    await closeShop(shop);
  }
}

const [file = ""] = process.argv.slice(2);
process.exitCode = await storeApply(file);

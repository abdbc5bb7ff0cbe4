import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writePrivateFile } from "../private-file.ts";

/** The token of the last start, or a new one: kept in `control-token`, mode 0600. */
export function readControlToken(folder: string): string {
  const file = join(folder, "control-token");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  const token = randomBytes(24).toString("base64url");
  writePrivateFile(file, `${token}\n`);
  return token;
}

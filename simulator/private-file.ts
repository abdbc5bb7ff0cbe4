import { chmodSync, renameSync, writeFileSync } from "node:fs";

/** Replaces the file as a whole, readable by its owner alone. */
export function writePrivateFile(file: string, text: string): void {
  const draft = `${file}.new`;
  writeFileSync(draft, text, { mode: 0o600 });
  // The mode above counts only for a file that is made: a draft left by a crash keeps its own.
  chmodSync(draft, 0o600);
  renameSync(draft, file);
}

export function writePrivateJson(file: string, content: object): void {
  writePrivateFile(file, `${JSON.stringify(content, null, 2)}\n`);
}

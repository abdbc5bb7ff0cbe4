import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import type { Entry } from "./entries.ts";

export type Journal = {
  readonly read: () => readonly Entry[];
  /** Hands the lines to the system in one write before it returns: what was answered survives kill -9. */
  readonly append: (entries: readonly Entry[]) => void;
  readonly clear: () => void;
  readonly close: () => void;
};

/** One JSON text per line. A last line without its end is what kill -9 left of a write: it was never answered, so it is cut off. */
export function openJournal(file: string): Journal {
  if (existsSync(file)) cutTornEnd(file);
  const descriptor = openSync(file, "a", 0o600);
  return {
    read: () => readFileSync(file, "utf8").split("\n").filter(Boolean).map(parseLine),
    append: (entries) => {
      writeAll(descriptor, Buffer.from(entries.map((entry) => `${formatEntry(entry)}\n`).join("")));
    },
    clear: () => ftruncateSync(descriptor),
    close: () => closeSync(descriptor),
  };
}

function cutTornEnd(file: string): void {
  const bytes = readFileSync(file);
  const wholeLength = bytes.lastIndexOf("\n") + 1;
  if (wholeLength === bytes.length) return;
  const descriptor = openSync(file, "r+");
  ftruncateSync(descriptor, wholeLength);
  closeSync(descriptor);
}

function writeAll(descriptor: number, bytes: Buffer): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(descriptor, bytes, written);
}

/** Minor units are integers of any size: they travel as text. */
function formatEntry(entry: Entry): string {
  return JSON.stringify(entry, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
}

function parseLine(line: string, index: number): Entry {
  try {
    return JSON.parse(line, (key, value: unknown) =>
      key === "minor" && typeof value === "string" ? BigInt(value) : value,
    );
  } catch {
    throw new Error(`Line ${index + 1} of the journal cannot be read. Move the file away to start with an empty book.`);
  }
}

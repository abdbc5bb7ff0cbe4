import { open, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The end of the chain at some time. */
export type Head = { number: bigint; hash: string };

/** A line each: number, hash, time. */
const FILE = "audit-chain.log";
const LINE = /^([1-9][0-9]*) ([0-9a-f]{64}) \S+$/;

export const headsFile = (folder: string): string => join(folder, FILE);

/** Adds to what was told before and never changes it: a chain that was made anew differs from an older line. Durable when it returns. */
export async function addHead(folder: string, { number, hash }: Head): Promise<void> {
  const file = await open(headsFile(folder), "a+", 0o600);
  try {
    const { size } = await file.stat();
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
    // A power failure may have torn the last line.
    const before = size === 0 || buffer.toString() === "\n" ? "" : "\n";
    await file.write(`${before}${number} ${hash} ${new Date().toISOString()}\n`);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** Everything that was told, oldest first, and the numbers of the lines that cannot be read. */
export async function readHeads(folder: string): Promise<{ heads: Head[]; unreadable: number[] }> {
  const heads: Head[] = [];
  const unreadable: number[] = [];
  for (const [at, line] of (await linesOf(folder)).entries()) {
    const [, number = "", hash = ""] = LINE.exec(line) ?? [];
    if (number === "") unreadable.push(at + 1);
    else heads.push({ number: BigInt(number), hash });
  }
  return { heads, unreadable };
}

async function linesOf(folder: string): Promise<string[]> {
  try {
    return (await readFile(headsFile(folder), "utf8")).split("\n").filter(Boolean);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

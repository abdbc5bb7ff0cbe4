import { createHash } from "node:crypto";

/** An entry as the database keeps it, all of which is sealed. */
export type Entry = {
  id: bigint;
  at: Date;
  kind: string;
  userId: string | null;
  deviceId: string | null;
  address: string | null;
  storeId: string | null;
  registerId: string | null;
  subject: string;
  subjectId: string | null;
  facts: unknown;
};

/** Where the chain begins. */
export const GENESIS = "0".repeat(64);

/** hash = SHA-256(previous hash ‖ canonical record): no entry can be changed, moved or left out without all hashes after it (S21). */
export const hashEntry = (previous: string, number: bigint, entry: Entry): string =>
  createHash("sha256").update(Buffer.from(previous, "hex")).update(buildRecord(number, entry)).digest("hex");

/** The canonical text of an entry at its place: the same wherever and whenever it is built (RFC 8785; 64-bit numbers as text). */
export const buildRecord = (number: bigint, { id, at, ...rest }: Entry): string =>
  canonical({ ...rest, id: id.toString(), number: number.toString(), at: at.toISOString() });

export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join()}}`;
}

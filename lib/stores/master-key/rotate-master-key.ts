import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { insertEntry } from "#lib/audit/sql/insert-entry.ts";
import { run as runAlone } from "#lib/db/statement.ts";
import { type RunInside, transact } from "#lib/db/transaction.ts";
import { env } from "#lib/env.ts";
import type { Shop } from "#lib/process.ts";
import { type MasterKeys, readMasterKey, seal, unseal } from "../seal.ts";
import { findMasterKeys } from "../seal-text.ts";
import {
  countOpenSince,
  readClock,
  readSealedOtherwise,
  SEALED,
  type SealedRow,
  takeRotation,
  writeSealed,
} from "../sql/sealed.ts";
import { writeKeyFile } from "./write-key-file.ts";

export type Rotation =
  /** `file`: null where the operator has to take the former keys out of the environment. */
  | { kind: "rotated"; keyId: string; resealed: number; file: string | null }
  | { kind: "no_key" | "busy" | "second_key_needed" | "held_up" }
  | { kind: "unreadable"; places: string[] }
  | { kind: "not_written"; file: string; why: string };

/** So long others may take to commit what they have sealed. */
const PATIENCE_MS = 30_000;
const LOOK_MS = 20;

/**
 * Changes the master key while the shop sells. The new key comes into the key file in front of the old one, and from then on every
 * process seals with it and opens with both; then all that is sealed is sealed anew, under new data keys; then the file holds the
 * new key alone. Killed at any point it is gone on with by calling it again: more than one key in the file says that there is
 * something left to do.
 */
export async function rotateMasterKey(shop: Shop, { patienceMs = PATIENCE_MS } = {}): Promise<Rotation> {
  const file = env.masterKeyFile();
  const done = await locked(shop, (run, pid) => sealAnew({ shop, run, pid, file, patienceMs }));
  if (done.kind !== "sealed" || file === undefined) return told(done, null);
  // From here on nothing is sealed with another key any more, nor read that is.
  const kept = await locked(shop, async (run) => {
    const keys = findMasterKeys();
    if (keys === null) return { kind: "no_key" as const };
    const left = await run(readSealedOtherwise, [keys[0].id]);
    if (left.length > 0 || keys.length === 1) return done;
    return (await tryToWrite(file, [keys[0]])) ?? done;
  });
  return told(kept, file);
}

type Sealed = { kind: "sealed"; keyId: string; resealed: number };
type Refused = Exclude<Rotation, { kind: "rotated" }>;

const told = (done: Sealed | Refused, file: string | null): Rotation =>
  done.kind === "sealed" ? { ...done, kind: "rotated", file } : done;

const locked = (
  shop: Shop,
  work: (run: RunInside, pid: number) => Promise<Sealed | Refused>,
): Promise<Sealed | Refused> =>
  transact(shop.pool, async (run) => {
    const [turn] = await run(takeRotation, []);
    return turn?.mine ? work(run, turn.pid) : { kind: "busy" };
  });

type Work = { shop: Shop; run: RunInside; pid: number; file: string | undefined; patienceMs: number };

async function sealAnew({ shop, run, pid, file, patienceMs }: Work): Promise<Sealed | Refused> {
  const before = findMasterKeys();
  if (before === null) return { kind: "no_key" };
  const { lost } = sortOut(await run(readSealedOtherwise, [Buffer.alloc(8)]), before);
  if (lost.length > 0) return { kind: "unreadable", places: lost };
  const keys = before.length > 1 ? before : ([newKey(), before[0]] as const);
  if (keys !== before) {
    const refused = file === undefined ? { kind: "second_key_needed" as const } : await tryToWrite(file, keys);
    if (refused) return refused;
  }
  if (!(await untilCommitted(shop, pid, patienceMs))) return { kind: "held_up" };
  const [master] = keys;
  const { opened } = sortOut(await run(readSealedOtherwise, [master.id]), keys);
  for (const [at] of SEALED.entries()) {
    const mine = opened.filter((row) => row.at === at);
    const sealed = mine.map(({ text, place }) => seal(text, place, keys));
    const statement = writeSealed[at];
    const values = [mine.map(({ key }) => key), sealed, mine.map((row) => row.sealed)];
    if (statement && mine.length > 0) await run(statement, values);
  }
  const keyId = master.id.toString("hex");
  const facts = { name: keyId, sealed: opened.length };
  if (opened.length > 0)
    await run(insertEntry, ["key_rotated", null, null, null, null, null, "installation", null, JSON.stringify(facts)]);
  return { kind: "sealed", keyId, resealed: opened.length };
}

const newKey = () => readMasterKey(randomBytes(32).toString("base64"));

function sortOut(rows: readonly SealedRow[], keys: MasterKeys) {
  const opened: (SealedRow & { text: string })[] = [];
  const lost: string[] = [];
  for (const row of rows) {
    const unsealed = unseal(row.sealed, row.place, keys);
    if (unsealed.ok) opened.push({ ...row, text: unsealed.text });
    else lost.push(row.place);
  }
  return { opened, lost };
}

/** Whoever seals reads the key inside of the transaction that stores it: when those of before have ended, nothing more comes under the former key. */
async function untilCommitted({ pool }: Shop, pid: number, patienceMs: number): Promise<boolean> {
  const [clock] = await runAlone(pool, readClock, []);
  const began = performance.now();
  while (performance.now() - began < patienceMs) {
    const [open] = await runAlone(pool, countOpenSince, [clock?.now, pid]);
    if (open?.count === 0) return true;
    await pause(LOOK_MS);
  }
  return false;
}

/** Null when it is written. */
async function tryToWrite(file: string, keys: MasterKeys): Promise<Refused | null> {
  try {
    await writeKeyFile(file, keys);
    return null;
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return { kind: "not_written", file, why };
  }
}

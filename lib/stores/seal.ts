import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

/**
 * Secrets at rest: AES-256-GCM under a data key of the record's own, which is wrapped by the master key (S13).
 * Layout: 1 version, 8 key id, then two boxes (wrapped data key, content), each nonce 12 | tag 16 | cipher text.
 */
const VERSION = 1;
const NONCE = 12;
const TAG = 16;
const KEY = 32;
const WRAPPED_AT = 9;
const CONTENT_AT = WRAPPED_AT + NONCE + TAG + KEY;

export type MasterKey = { id: Buffer; key: Buffer };

/** The keys that open what is sealed; the first one seals. While the key is changed there are two of them (F56). */
export type MasterKeys = readonly [MasterKey, ...MasterKey[]];

/** Reads them as they stand in the environment or a file, one after the other. */
export function readMasterKeys(text: string): MasterKeys {
  const [first = "", ...further] = text.split(/[\s,]+/).filter(Boolean);
  return [readMasterKey(first), ...further.map(readMasterKey)];
}

/** Reads a master key: 32 bytes as Base64. */
export function readMasterKey(text: string): MasterKey {
  const key = Buffer.from(text, "base64");
  if (key.length !== KEY) throw new Error("the master key is not 32 bytes in Base64");
  return { key, id: createHash("sha256").update("scantill master key").update(key).digest().subarray(0, 8) };
}

/** Seals a text with the first of the keys. `place` names table, record and version, so that a sealed value cannot be moved elsewhere. */
export function seal(text: string, place: string, [master]: MasterKeys): Buffer {
  const dataKey = randomBytes(KEY);
  const head = Buffer.concat([Buffer.from([VERSION]), master.id]);
  const wrapped = lock(dataKey, master.key, bound(head, place));
  const content = lock(Buffer.from(text, "utf8"), dataKey, bound(head, place));
  return Buffer.concat([head, wrapped, content]);
}

export type Unsealed = { ok: true; text: string } | { ok: false; problem: "other_master_key" | "damaged_or_moved" };

export function unseal(sealed: Uint8Array, place: string, masters: MasterKeys): Unsealed {
  const bytes = Buffer.from(sealed);
  const head = bytes.subarray(0, WRAPPED_AT);
  if (head[0] !== VERSION || bytes.length < CONTENT_AT + NONCE + TAG) return { ok: false, problem: "damaged_or_moved" };
  const master = masters.find(({ id }) => head.subarray(1).equals(id));
  if (master === undefined) return { ok: false, problem: "other_master_key" };
  const dataKey = unlock(bytes.subarray(WRAPPED_AT, CONTENT_AT), master.key, bound(head, place));
  const content = dataKey && unlock(bytes.subarray(CONTENT_AT), dataKey, bound(head, place));
  return content ? { ok: true, text: content.toString("utf8") } : { ok: false, problem: "damaged_or_moved" };
}

const bound = (head: Buffer, place: string): Buffer => Buffer.concat([head, Buffer.from(place, "utf8")]);

function lock(plain: Buffer, key: Buffer, associated: Buffer): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(associated);
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** Null when anything was changed; node:crypto tells it only by throwing. */
function unlock(box: Buffer, key: Buffer, associated: Buffer): Buffer | null {
  const decipher = createDecipheriv("aes-256-gcm", key, box.subarray(0, NONCE));
  decipher.setAAD(associated).setAuthTag(box.subarray(NONCE, NONCE + TAG));
  try {
    return Buffer.concat([decipher.update(box.subarray(NONCE + TAG)), decipher.final()]);
  } catch {
    return null;
  }
}

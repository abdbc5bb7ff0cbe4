// Files in the data folder that their owner alone reads. A name appears only when the content is complete.
import crypto from "node:crypto";
import fs from "node:fs";

/** @param {string} file @param {unknown} content */
export const writePrivate = (file, content) => writeWhole(file, JSON.stringify(content, null, 2));

/**
 * A secret of 32 random bytes as text, made at the first call.
 * @param {string} file
 * @param {"hex" | "base64" | "base64url"} encoding
 */
export function keptSecret(file, encoding) {
  if (!fs.existsSync(file)) writeWhole(file, crypto.randomBytes(32).toString(encoding));
  return fs.readFileSync(file, "utf8").trim();
}

/** @param {string} file @param {string} text */
function writeWhole(file, text) {
  const half = `${file}.${process.pid}`;
  fs.writeFileSync(half, `${text}\n`, { mode: 0o600, flush: true });
  fs.renameSync(half, file);
}

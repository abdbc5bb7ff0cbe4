// Secrets made once and kept in the data folder, readable by their owner alone.
import crypto from "node:crypto";
import fs from "node:fs";

/**
 * 32 random bytes as text, made at the first call. The name appears only when the content is complete.
 * @param {string} file
 * @param {"hex" | "base64" | "base64url"} encoding
 */
export function keptSecret(file, encoding) {
  if (!fs.existsSync(file)) {
    const half = `${file}.${process.pid}`;
    fs.writeFileSync(half, `${crypto.randomBytes(32).toString(encoding)}\n`, { mode: 0o600, flush: true });
    fs.renameSync(half, file);
  }
  return fs.readFileSync(file, "utf8").trim();
}

import { open, rename, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { MasterKeys } from "../seal.ts";

/** Puts these keys into the file in place of what it holds, whole or not at all; durable when it returns. It stays whose it was. */
export async function writeKeyFile(file: string, keys: MasterKeys): Promise<void> {
  const { uid, gid, mode } = await stat(file);
  // Always of the same name: what a killed run leaves is overwritten by the next.
  const half = `${file}.new`;
  const written = await open(half, "w", 0o600);
  try {
    await written.chmod(mode);
    await written.chown(uid, gid);
    await written.writeFile(keys.map(({ key }) => `${key.toString("base64")}\n`).join(""));
    await written.sync();
  } finally {
    await written.close();
  }
  await rename(half, file);
  const folder = await open(dirname(file));
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** scrypt runs on the thread pool: an event loop never hashes. N = 2^15 takes about 60 ms and 32 MiB. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const BYTES = 32;

/** The slow hash itself, of which passwords and PINs are kept. */
export const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, BYTES, COST, (error, key) => (error ? reject(error) : resolve(key)));
  });

/** "scrypt$salt$hash", both Base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt$${salt.toString("base64")}$${(await derive(password, salt)).toString("base64")}`;
}

/** False for a wrong password and for a hash of another kind. `stored` null takes as long and is always false. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [kind, salt = "", hash = ""] = (stored ?? "").split("$");
  const expected = Buffer.from(hash, "base64");
  const actual = await derive(password, Buffer.from(salt, "base64"));
  return kind === "scrypt" && expected.length === BYTES && timingSafeEqual(actual, expected);
}

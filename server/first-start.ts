import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hashPassword } from "#lib/auth/password.ts";
import { env } from "#lib/env.ts";
import { closeShop, processShop } from "#lib/process.ts";
import { applyStoreFile } from "#lib/stores/apply/apply-store-file.ts";
import { findUnreadableAccount } from "#lib/stores/find-unreadable-account.ts";
import { practiceFile } from "./practice.ts";

/**
 * Runs at every start, after the migrations. Where they are missing it makes the owner, the practice store and its
 * cashier; later it only follows a practice gateway whose keys changed. Sign-ins are printed before they are made: whoever
 * is killed in between prints new ones at the next start, and nobody is made whose password was never shown.
 */
const shop = processShop();
const { prisma } = shop;
const unreadable = await findUnreadableAccount(shop);
if (unreadable !== null) {
  console.error(
    `The master key does not open the credentials of account ${unreadable}: start with the key they were sealed with.`,
  );
  await closeShop(shop);
  process.exit(1);
}
const folder = env.simulatorData();
const credentials = folder === undefined ? undefined : join(folder, "practice-openapi.json");
const practises = credentials !== undefined && existsSync(credentials);
const owner = (await prisma.user.count()) === 0 ? newPassword() : null;
const cashier = practises && (await lacksPractice()) ? newPassword() : null;

const signIns = [
  ...(owner === null ? [] : [`  as the owner        owner       ${owner}`]),
  ...(cashier === null ? [] : [`  as a cashier        cashier     ${cashier}`]),
];
if (signIns.length > 0) {
  console.log(`
  Sign in with        user name   password
${signIns.join("\n")}
  These passwords are shown only now.
`);
}

if (owner !== null) {
  const passwordHash = await hashPassword(owner);
  await prisma.user.create({ data: { login: "owner", name: "Owner", owner: true, passwordHash } });
}

if (practises) {
  const file = practiceFile(JSON.parse(readFileSync(credentials, "utf8")), cashier);
  const result = await applyStoreFile(shop, file, (source) => String(source));
  if (result.kind === "refused") {
    const [first] = result.problems;
    console.error(`The practice store could not be made: ${first?.at}: ${first?.problem}`);
    process.exitCode = 1;
  }
}
await closeShop(shop);

/** Store and cashier are made together; a cashier without the store is somebody else's. */
async function lacksPractice(): Promise<boolean> {
  const store = await prisma.store.findUnique({ where: { code: "practice" } });
  return store === null && (await prisma.user.findUnique({ where: { login: "cashier" } })) === null;
}

/** 16 characters that are read aloud and typed without mistakes: 80 bits. */
function newPassword(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789x";
  const characters = Array.from(randomBytes(16), (byte) => letters[byte % letters.length]);
  return characters.join("").replace(/(.{4})(?=.)/g, "$1-");
}

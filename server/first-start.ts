import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hashPassword } from "#lib/auth/password.ts";
import { env } from "#lib/env.ts";
import { GENERATIONS } from "#lib/payments/gateway.ts";
import { closeShop, processShop } from "#lib/process.ts";
import { applyStoreFile } from "#lib/stores/apply/apply-store-file.ts";
import { findUnreadableAccount } from "#lib/stores/find-unreadable-account.ts";
import { PRACTICE_STORES, practiceFile } from "./practice.ts";

/**
 * Runs at every start, after the migrations. Where they are missing it makes the owner, the practice stores and their
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
const practises = folder !== undefined && existsSync(join(folder, "practice-openapi.json"));
const owner = (await prisma.user.count()) === 0 ? newPassword() : null;
const cashier = practises ? await practiceCashier() : null;

const signIns = [
  ...(owner === null ? [] : [`  as the owner        owner       ${owner}`]),
  ...(cashier?.password === undefined ? [] : [`  as a cashier        cashier     ${cashier.password}`]),
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
  await prisma.user.create({
    data: { login: "owner", name: "Owner", owner: true, passwordHash, passwordIssued: true },
  });
}

if (practises) {
  const shops = GENERATIONS.map((name) => [
    name,
    JSON.parse(readFileSync(join(folder, `practice-${name}.json`), "utf8")),
  ]);
  const file = practiceFile(Object.fromEntries(shops), cashier);
  const result = await applyStoreFile(shop, file, (source) => String(source));
  if (result.kind === "refused") {
    const [first] = result.problems;
    console.error(`The practice stores could not be made: ${first?.at}: ${first?.problem}`);
    process.exitCode = 1;
  }
}
await closeShop(shop);

/** Stores and cashier are made together; a cashier who works in none of those stores is somebody else. */
async function practiceCashier(): Promise<{ password?: string } | null> {
  const stores = await prisma.store.findMany({ where: { code: { in: PRACTICE_STORES } }, select: { id: true } });
  if (stores.length === PRACTICE_STORES.length) return null;
  const known = await prisma.user.findUnique({ where: { login: "cashier" }, include: { memberships: true } });
  if (known === null) return stores.length === 0 ? { password: newPassword() } : null;
  return known.memberships.some(({ storeId }) => stores.some(({ id }) => id === storeId)) ? {} : null;
}

/** 16 characters that are read aloud and typed without mistakes: 80 bits. */
function newPassword(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789x";
  const characters = Array.from(randomBytes(16), (byte) => letters[byte % letters.length]);
  return characters.join("").replace(/(.{4})(?=.)/g, "$1-");
}

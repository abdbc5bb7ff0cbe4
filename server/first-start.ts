import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hashPassword } from "#lib/auth/password.ts";
import { env } from "#lib/env.ts";
import { closeShop, processShop } from "#lib/process.ts";
import { applyStoreFile } from "#lib/stores/apply/apply-store-file.ts";
import { practiceFile } from "./practice.ts";

/**
 * Runs at every start, after the migrations. The first time it makes the owner, the practice store and its cashier, and
 * prints the sign-ins once; later it only follows a practice gateway whose keys changed.
 */
const shop = processShop();
const folder = env.simulatorData();
const credentials = folder === undefined ? undefined : join(folder, "practice-openapi.json");
const isFirst = (await shop.prisma.user.count()) === 0;
const passwords = isFirst ? { owner: newPassword(), cashier: newPassword() } : null;
if (passwords) {
  const passwordHash = await hashPassword(passwords.owner);
  await shop.prisma.user.create({ data: { login: "owner", name: "Owner", owner: true, passwordHash } });
}

if (credentials && existsSync(credentials)) {
  const file = practiceFile(JSON.parse(readFileSync(credentials, "utf8")), passwords?.cashier ?? null);
  const result = await applyStoreFile(shop, file, (source) => String(source));
  if (result.kind === "refused") {
    const [first] = result.problems;
    console.error(`The practice store could not be made: ${first?.at}: ${first?.problem}`);
    process.exitCode = 1;
  }
}

if (passwords) {
  const cashier = credentials ? `\n  as a cashier        cashier     ${passwords.cashier}` : "";
  console.log(`
  Sign in with        user name   password
  as the owner        owner       ${passwords.owner}${cashier}
  These passwords are shown only now.
`);
}
await closeShop(shop);

/** 16 characters that are read aloud and typed without mistakes: 80 bits. */
function newPassword(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789x";
  const characters = Array.from(randomBytes(16), (byte) => letters[byte % letters.length]);
  return characters.join("").replace(/(.{4})(?=.)/g, "$1-");
}

import { spawnSync } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { verifyPassword } from "#lib/auth/password.ts";
import { env } from "#lib/env.ts";
import { closeShop, openShop } from "#lib/process.ts";

const shop = openShop(env.databaseUrl());
const folder = mkdtempSync(join(tmpdir(), "first-start-"));
const [own, alipay] = [1, 2].map(() => generateKeyPairSync("rsa", { modulusLength: 2048 }));
const merchant = {
  appId: "9021000000000001",
  sellerId: "2088000000000001",
  signType: "RSA2",
  merchantPrivateKey: own?.privateKey.export({ type: "pkcs8", format: "der" }).toString("base64"),
  alipayPublicKey: alipay?.publicKey.export({ type: "spki", format: "der" }).toString("base64"),
};
writeFileSync(join(folder, "practice-openapi.json"), JSON.stringify(merchant));
const settings = {
  ...process.env,
  MASTER_KEY: randomBytes(32).toString("base64"),
  PRACTICE_GATEWAY: "http://127.0.0.1:1",
};

afterAll(async () => {
  await closeShop(shop);
  rmSync(folder, { recursive: true });
});

/** The passwords that a start prints, by user name. */
function start(more: Record<string, string> = {}): Record<string, string> {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(import.meta.dirname, "first-start.ts")], {
    env: { ...settings, ...more },
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const rows = stdout.matchAll(/as (?:the|a) \w+ +(\w+) +([a-z0-9-]{19})\n/g);
  return Object.fromEntries(Array.from(rows, ([, name, password]) => [name, password]));
}

const hashOf = async (login: string) => (await shop.prisma.user.findUniqueOrThrow({ where: { login } })).passwordHash;

test("S28 F56 prints the sign-ins that it makes, once, also after a killed start; refuses another master key in one sentence", async () => {
  const first = start(); // practice is off: as if killed before its store was made
  expect(Object.keys(first)).toEqual(["owner"]);
  expect(await verifyPassword(first.owner ?? "", await hashOf("owner"))).toBe(true);
  const second = start({ SIMULATOR_DATA: folder });
  expect(Object.keys(second)).toEqual(["cashier"]);
  expect(await verifyPassword(second.cashier ?? "", await hashOf("cashier"))).toBe(true);
  expect(start({ SIMULATOR_DATA: folder })).toEqual({});

  const other = { ...settings, SIMULATOR_DATA: folder, MASTER_KEY: randomBytes(32).toString("base64") };
  const script = join(import.meta.dirname, "first-start.ts");
  const { stdout, stderr, status } = spawnSync(process.execPath, [script], { env: other, encoding: "utf8" });
  expect({ stdout, stderr, status }).toEqual({
    stdout: "",
    stderr:
      "The master key does not open the credentials of account practice-openapi: start with the key they were sealed with.\n",
    status: 1,
  });
});

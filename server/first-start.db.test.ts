import { spawnSync } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { verifyPassword } from "#lib/auth/password.ts";
import { closeShop, openShop } from "#lib/process.ts";

const shop = openShop();
const folder = mkdtempSync(join(tmpdir(), "first-start-"));
const [own, alipay] = [1, 2].map(() => generateKeyPairSync("rsa", { modulusLength: 2048 }));
const keys = {
  merchantPrivateKey: own?.privateKey.export({ type: "pkcs8", format: "der" }).toString("base64"),
  alipayPublicKey: alipay?.publicKey.export({ type: "spki", format: "der" }).toString("base64"),
};
const shops = {
  openapi: { appId: "9021000000000001", sellerId: "2088000000000001", signType: "RSA2", ...keys },
  mapi: { partner: "2088000000000002", signType: "MD5", md5Key: "abcdefghijklmnopqrstuvwxyz012345" },
  intl: {
    ...{ clientId: "211020000000000000044", merchantId: "218820000000000000023", productCode: "CASHIER" },
    ...{ signType: "RSA", statusMember: "acquirementStatus", ...keys },
  },
};
for (const [name, content] of Object.entries(shops)) {
  writeFileSync(join(folder, `practice-${name}.json`), JSON.stringify(content));
}
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

/** The currencies of each store in which somebody works. */
async function soldAt(login: string): Promise<Record<string, string[]>> {
  const stores = await shop.prisma.store.findMany({
    where: { memberships: { some: { user: { login } } } },
    include: { accounts: true },
    orderBy: { code: "asc" },
  });
  return Object.fromEntries(stores.map(({ code, accounts }) => [code, accounts.map((one) => one.currency).sort()]));
}

async function forgetStores(codes: string[]): Promise<void> {
  const where = { store: { code: { in: codes } } };
  await shop.prisma.storeAccount.deleteMany({ where });
  await shop.prisma.refundLimit.deleteMany({ where });
  await shop.prisma.membership.deleteMany({ where });
  await shop.prisma.register.deleteMany({ where });
  await shop.prisma.store.deleteMany({ where: { code: { in: codes } } });
}

test("S28 F56 prints the sign-ins that it makes, once, also after a killed start; refuses another master key in one sentence", async () => {
  const first = start(); // practice is off: as if killed before its store was made
  expect(Object.keys(first)).toEqual(["owner"]);
  expect(await verifyPassword(first.owner ?? "", await hashOf("owner"))).toBe(true);
  const second = start({ SIMULATOR_DATA: folder });
  expect(Object.keys(second)).toEqual(["cashier"]);
  expect(await verifyPassword(second.cashier ?? "", await hashOf("cashier"))).toBe(true);
  expect(start({ SIMULATOR_DATA: folder })).toEqual({});
  expect(await soldAt("cashier")).toEqual({
    practice: ["CNY"],
    "practice-overseas": ["GBP", "HKD", "JPY", "USD"],
    "practice-page": ["JPY", "USD"],
  });

  // An installation from before the other two: they are made, and the same cashier works there.
  await forgetStores(["practice-overseas", "practice-page"]);
  expect(start({ SIMULATOR_DATA: folder })).toEqual({});
  expect(Object.keys(await soldAt("cashier"))).toHaveLength(3);

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

import { createPrivateKey, randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { tokenHash } from "#lib/auth/find-device.ts";
import { beginSecondStep } from "#lib/auth/second-step/begin-second-step.ts";
import { confirmSecondStep } from "#lib/auth/second-step/confirm-second-step.ts";
import { codeOf, fromBase32, periodAt } from "#lib/auth/second-step/totp.ts";
import { verifyCode } from "#lib/auth/second-step/verify-code.ts";
import { signIn } from "#lib/auth/sign-in.ts";
import { staffOf } from "#lib/auth/testing/begin-session.ts";
import { makePinStore, PASSWORD } from "#lib/auth/testing/pin-shop.ts";
import { addTill } from "#lib/devices/add-till.ts";
import { beginPairing } from "#lib/displays/begin-pairing.ts";
import { sellEverywhere } from "#lib/notices/testing/sell-everywhere.ts";
import { GENERATIONS } from "#lib/payments/gateway.ts";
import { accountKind } from "#lib/payments/registry.ts";
import { closeShop, openShop } from "#lib/process.ts";
import { invite } from "#lib/staff/invitations/issue-link.ts";
import { applyStoreFile } from "#lib/stores/apply/apply-store-file.ts";
import { findGateway } from "#lib/stores/find-gateway.ts";
import { mine, person } from "#lib/stores/testing/corner-file.ts";
import { wideFile, wideSecrets } from "#lib/stores/testing/wide-file.ts";
import { by } from "#lib/testing/by.ts";

const PIN = "47110815";
/** A password in the wrong field. */
const TYPED_AS_NAME = "nine violet teapots";
const masterKey = randomBytes(32).toString("base64");
const shop = openShop();
const secrets: Record<string, string> = {
  ...wideSecrets,
  masterKey,
  sessions: randomBytes(32).toString("base64url"),
  password: person.password,
  pin: PIN,
  typedAsName: TYPED_AS_NAME,
};

beforeAll(async () => {
  vi.stubEnv("MASTER_KEY", masterKey);
  vi.stubEnv("NEXTAUTH_SECRET", secrets.sessions);
  expect(await applyStoreFile(shop, wideFile, String)).toMatchObject({ kind: "applied" });
  const store = await makePinStore(shop);
  const manager = await store.person("manager", PIN);
  const added = await addTill(shop, by(manager), { registerId: store.registerId, name: "Counter", before: null });
  secrets.till = added.kind === "added" ? added.token : "";
  const display = await beginPairing(shop, { cookieHeader: undefined, address: "203.0.113.7" });
  secrets.display = display.kind === "waiting" ? (display.token ?? "") : "";
  const invited = await invite(shop, by(manager), { storeId: store.storeId, role: "cashier" });
  secrets.invitation = invited.kind === "issued" ? invited.token : "";
  await addSecondStep(manager);
  const sold = await sellEverywhere(shop);
  expect(sold.paid).toEqual(GENERATIONS);
  Object.assign(secrets, sold.secrets);
  await signIn(shop, { login: TYPED_AS_NAME, password: "", address: "203.0.113.7" });
}, 40_000);

/** An authenticator of somebody, who has shown a first code. */
async function setUpApp(userId: string) {
  const staff = await staffOf(shop, userId);
  const begun = await beginSecondStep(shop, staff);
  const app = begun.kind === "begun" ? begun.secret : "";
  const confirmed = await confirmSecondStep(shop, { staff, doer: by(userId) }, codeOf(app, periodAt(new Date())));
  return { staff, app, codes: confirmed.kind === "confirmed" ? confirmed.codes : [] };
}

/** The secret of the app, the codes that stand in for it, and a sign-in that waits for one. */
async function addSecondStep(userId: string): Promise<void> {
  const { staff, app, codes } = await setUpApp(userId);
  const signedIn = await signIn(shop, { login: staff.user.login, password: PASSWORD, address: "203.0.113.7" });
  const step = signedIn.kind === "code" ? signedIn.step : "";
  const [code = ""] = codes;
  Object.assign(secrets, { app, step, code, plainCode: code.replaceAll("-", "") });
}
afterAll(async () => {
  vi.unstubAllEnvs();
  await closeShop(shop);
});

/** Every row of every table as PostgreSQL writes it out, and all bytes besides: what a dump and a copied disk hold. */
async function dump(): Promise<Buffer> {
  const client = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL });
  await client.connect();
  const { rows: columns } = await client.query<{ table: string; column: string; type: string }>(
    `select c.table_name as "table", c.column_name as "column", c.data_type as type from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where table_schema = 'public' and t.table_type = 'BASE TABLE'`,
  );
  const parts: Buffer[] = [];
  for (const table of new Set(columns.map((each) => each.table))) {
    const { rows } = await client.query<{ text: string }>(`select t::text as text from "${table}" t`);
    parts.push(...rows.map(({ text }) => Buffer.from(text)));
  }
  for (const { table, column } of columns.filter(({ type }) => type === "bytea")) {
    const { rows } = await client.query<{ bytes: Buffer | null }>(`select "${column}" as bytes from "${table}"`);
    parts.push(...rows.map(({ bytes }) => bytes ?? Buffer.alloc(0)));
  }
  await client.end();
  return Buffer.concat(parts.flatMap((part) => [part, Buffer.from("\n")]));
}

const inPairs = (hex: string): string => hex.replace(/(..)(..)/g, "$2$1");
const reversed = (bytes: Buffer): Buffer => Buffer.from(bytes.toReversed());

/** A secret in every form in which it might stand somewhere, by the name of the form. */
function formsOf(secret: string): [form: string, needle: Buffer][] {
  const isBase64 = /^[A-Za-z0-9+/]{40,}={0,2}$/.test(secret);
  const contents: [string, Buffer][] = [["text", Buffer.from(secret)]];
  if (isBase64) contents.push(["bytes", Buffer.from(secret, "base64")]);
  if (/^[A-Z2-7]{16,32}$/.test(secret)) contents.push(["bytes", fromBase32(secret)]);
  if (/^[A-Za-z0-9_-]{43}$/.test(secret)) contents.push(["bytes", Buffer.from(secret, "base64url")]);
  if (secret.length > 1000) {
    const key = createPrivateKey({ key: Buffer.from(secret, "base64"), format: "der", type: "pkcs8" });
    contents.push(["PKCS#1", key.export({ type: "pkcs1", format: "der" })]);
    const { d = "", p = "", q = "" } = key.export({ format: "jwk" });
    for (const [name, part] of Object.entries({ d, p, q })) contents.push([name, Buffer.from(part, "base64url")]);
  }
  const forms = contents.flatMap(([name, bytes]): [string, Buffer][] => {
    const hex = bytes.toString("hex");
    const base64 = bytes.toString("base64").replace(/=+$/, "");
    return [
      [name, bytes],
      [`${name} in UTF-16`, Buffer.from(bytes.toString("latin1"), "utf16le")],
      [`${name} backwards`, reversed(bytes)],
      [`${name} in hexadecimal`, Buffer.from(hex)],
      [`${name} in capital hexadecimal`, Buffer.from(hex.toUpperCase())],
      [`${name} in swapped pairs`, Buffer.from(inPairs(hex))],
      [`${name} in Base64`, Buffer.from(base64)],
      [`${name} in Base64 for addresses`, Buffer.from(base64.replaceAll("+", "-").replaceAll("/", "_"))],
      [`${name} in lines of Base64`, Buffer.from(base64.replace(/.{64}/g, "$&\n"))],
      [`${name} in Base64 twice`, Buffer.from(Buffer.from(base64).toString("base64").replace(/=+$/, ""))],
    ];
  });
  // A long one is found by any part of it; the middle of an odd third hides in Base64, so three parts begin one after the other.
  return forms.flatMap(([form, needle]) =>
    needle.length <= 200
      ? [[form, needle]]
      : [100, 101, 102].map((at) => [`a part of ${form}`, needle.subarray(at, at + 60)]),
  );
}

const standsIn = (all: Buffer, secret: string): string[] =>
  formsOf(secret).flatMap(([form, needle]) => (all.includes(needle) ? [form] : []));

it("S13 I15 a dump of the database holds no secret of the shop in any form", async () => {
  const all = await dump();
  for (const [name, secret] of Object.entries(secrets)) {
    expect(secret.length, name).toBeGreaterThan(7);
    expect(standsIn(all, secret), name).toEqual([]);
  }
  // Notices as they came stand there too.
  expect(await shop.prisma.notification.count()).toBeGreaterThanOrEqual(GENERATIONS.length);
  // What is looked for would be found: public halves and hashes stand there.
  expect(all.includes(Buffer.from("BEGIN PUBLIC KEY"))).toBe(true);
  expect(all.includes(tokenHash(secrets.till ?? ""))).toBe(true);
});

it.each(Object.keys(wideSecrets))("S13 a %s that stood somewhere as it is, or in a form, would be found", (name) => {
  const secret = wideSecrets[name as keyof typeof wideSecrets];
  for (const [form, needle] of formsOf(secret)) {
    const all = Buffer.concat([randomBytes(1000), needle, randomBytes(1000)]);
    expect(standsIn(all, secret), form).toContain(form);
  }
});

it("S13 looks for every kind of secret that an account of any generation has", () => {
  const kinds = GENERATIONS.flatMap((generation) => Object.keys(accountKind(generation).secrets.shape));
  expect(Object.keys(wideSecrets).toSorted()).toEqual([...new Set(kinds)].toSorted());
});

it("S13 secrets of authenticators that were swapped are refused: nobody's own app opens somebody else's sign-in", async () => {
  const store = await makePinStore(shop);
  const people = await Promise.all([1, 2].map(async () => setUpApp(await store.person("manager", null))));
  const [first, second] = people;
  if (!first || !second) throw new Error("there are no two apps");
  const write = async ({ staff }: typeof first, sealed: Uint8Array) =>
    shop.prisma.secondStep.update({
      where: { userId: staff.user.id },
      data: { sealed: new Uint8Array(sealed), lastPeriod: 0 },
    });
  const enter = async ({ staff }: typeof first, { app }: typeof first) => {
    const begun = await signIn(shop, { login: staff.user.login, password: PASSWORD, address: "203.0.113.8" });
    const code = codeOf(app, periodAt(new Date()));
    return (await verifyCode(shop, { step: begun.kind === "code" ? begun.step : "", code, address: null })).kind;
  };
  const sealedOf = async ({ staff }: typeof first) =>
    (await shop.prisma.secondStep.findUniqueOrThrow({ where: { userId: staff.user.id } })).sealed;
  const [a, b] = [await sealedOf(first), await sealedOf(second)];
  await write(first, b);
  await write(second, a);
  for (const one of people) for (const app of people) expect(await enter(one, app)).toBe("wrong");
  await write(first, a);
  await write(second, b);
  expect([await enter(first, first), await enter(second, second)]).toEqual(["right", "right"]);
});

const versions = () => shop.prisma.credentialVersion.findMany({ orderBy: { id: "asc" } });
const canSign = async ({ accountId, version }: { accountId: string; version: number }) => {
  shop.gateways.clear();
  return (await findGateway(shop, accountId, version)) !== null;
};

it("S13 a copied database cannot sign without the master key, nor with another one", async () => {
  for (const row of await versions()) {
    expect(await canSign(row)).toBe(true);
    for (const key of ["", randomBytes(32).toString("base64"), Buffer.alloc(32).toString("base64")]) {
      vi.stubEnv("MASTER_KEY", key);
      expect(await canSign(row), key).toBe(false);
    }
    vi.stubEnv("MASTER_KEY", masterKey);
  }
});

it("S13 sealed values that were swapped, moved or put together from two are refused", async () => {
  const [first, second] = await versions();
  if (!first || !second) throw new Error("there are no two credentials");
  const write = (id: string, sealed: Uint8Array) =>
    shop.prisma.credentialVersion.update({ where: { id }, data: { sealed: new Uint8Array(sealed) } });
  const [a, b] = [Buffer.from(first.sealed), Buffer.from(second.sealed)];
  const CONTENT_AT = 9 + 12 + 16 + 32;
  const tries = [
    [b, a],
    [
      Buffer.concat([a.subarray(0, CONTENT_AT), b.subarray(CONTENT_AT)]),
      Buffer.concat([b.subarray(0, CONTENT_AT), a.subarray(CONTENT_AT)]),
    ],
    [a.subarray(0, -1), Buffer.concat([b, Buffer.alloc(1)])],
    [Buffer.alloc(0), Buffer.from(JSON.stringify({ privateKey: mine.privateKey }))],
  ] as const;
  for (const [at, [one, other]] of tries.entries()) {
    await write(first.id, one);
    await write(second.id, other);
    expect([await canSign(first), await canSign(second)], `${at}`).toEqual([false, false]);
  }
  await write(first.id, a);
  await write(second.id, b);
  expect([await canSign(first), await canSign(second)]).toEqual([true, true]);
  // A value of an older version of the same account.
  const { id } = await shop.prisma.credentialVersion.create({
    data: { accountId: first.accountId, version: 2, settings: first.settings ?? {}, sealed: new Uint8Array(a) },
  });
  expect(await canSign({ accountId: first.accountId, version: 2 })).toBe(false);
  await shop.prisma.credentialVersion.delete({ where: { id } });
});

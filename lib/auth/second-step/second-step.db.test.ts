import { randomBytes } from "node:crypto";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { findProof } from "#lib/account/find-proof.ts";
import { findEntries } from "#lib/audit/queries.ts";
import { parseAuditFilter } from "#lib/audit/schema.ts";
import { closeShop, openShop } from "#lib/process.ts";
import { by } from "#lib/testing/by.ts";
import { signIn } from "../sign-in.ts";
import { beginTestSession, staffOf } from "../testing/begin-session.ts";
import { makePinStore, PASSWORD } from "../testing/pin-shop.ts";
import { beginSecondStep } from "./begin-second-step.ts";
import { confirmSecondStep } from "./confirm-second-step.ts";
import { removeSecondStep, renewRecoveryCodes } from "./remove-second-step.ts";
import { codeOf, periodAt } from "./totp.ts";
import { verifyCode } from "./verify-code.ts";

process.env.MASTER_KEY = randomBytes(32).toString("base64");
process.env.NEXTAUTH_SECRET = randomBytes(32).toString("base64url");
const shop = openShop();
afterAll(() => closeShop(shop));

let store: Awaited<ReturnType<typeof makePinStore>>;
let wang = "";
beforeEach(async () => {
  store = await makePinStore(shop);
  wang = await store.person("manager", "9265");
});

const codeNow = (secret: string, off = 0) => codeOf(secret, periodAt(new Date()) + off);
const whoIs = async (userId: string) => ({ staff: await staffOf(shop, userId), doer: by(userId) });

/** Sets an app up, with the code of the period before: the present one is still to be used. */
async function setUp(userId: string) {
  const who = await whoIs(userId);
  const begun = await beginSecondStep(shop, who.staff);
  if (begun.kind !== "begun") throw new Error(begun.kind);
  const confirmed = await confirmSecondStep(shop, who, codeNow(begun.secret, -1));
  if (confirmed.kind !== "confirmed") throw new Error(confirmed.kind);
  return { secret: begun.secret, codes: confirmed.codes, who };
}

/** The secret with which a browser goes on after the password. */
async function afterPassword(userId: string): Promise<string> {
  const { login } = await shop.prisma.user.findUniqueOrThrow({ where: { id: userId } });
  const result = await signIn(shop, { login, password: PASSWORD, address: "192.0.2.7" });
  if (result.kind !== "code") throw new Error(result.kind);
  return result.step;
}

const attempt = async (code: string, step?: string) =>
  verifyCode(shop, { step: step ?? (await afterPassword(wang)), code, address: "192.0.2.7" });

/** What the audit tells of them. */
async function told(): Promise<string[]> {
  const filter = parseAuditFilter({ day: "all" }, { timeZone: "UTC", dayStartMinute: 0 }, new Date());
  const { rows } = await findEntries(shop, { userId: wang, storeIds: [store.storeId] }, filter);
  return rows.map(({ kind }) => kind);
}

describe("T11 the second step", () => {
  it("is asked for only after a first code was shown, and then after each password", async () => {
    const { login } = await shop.prisma.user.findUniqueOrThrow({ where: { id: wang } });
    const door = () => signIn(shop, { login, password: PASSWORD, address: "192.0.2.7" });
    const { staff } = await whoIs(wang);
    await beginSecondStep(shop, staff);
    expect((await door()).kind).toBe("signed_in");
    const { secret } = await setUp(wang);
    expect((await door()).kind).toBe("code");
    expect(await attempt(codeNow(secret))).toMatchObject({ kind: "right", user: { id: wang } });
    expect(await beginSecondStep(shop, staff)).toEqual({ kind: "exists" });
  });

  it("S2 makes the session strong in which it was set up, and ends every other one that is not at a till", async () => {
    const { deviceId } = await store.till();
    await beginTestSession(shop, wang);
    const atTill = await beginTestSession(shop, wang, { way: "pin", deviceId });
    const { who } = await setUp(wang);
    expect((await staffOf(shop, wang, who.staff.session.id)).session.strong).toBe(true);
    const held = await shop.prisma.userSession.findMany({ where: { userId: wang } });
    expect(held.map(({ id }) => id).toSorted()).toEqual([who.staff.session.id, atTill].toSorted());
  });

  it("S11 takes a code once, also of two browsers at the same moment", async () => {
    const { secret } = await setUp(wang);
    const steps = await Promise.all([afterPassword(wang), afterPassword(wang)]);
    const both = await Promise.all(steps.map((step) => attempt(codeNow(secret), step)));
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(["right", "wrong"]);
    expect(await attempt(codeNow(secret))).toEqual({ kind: "wrong" });
    expect(await attempt(codeNow(secret, -1))).toEqual({ kind: "wrong" });
    expect((await attempt(codeNow(secret, 1))).kind).toBe("right");
  });

  it("S11 locks after five wrong codes, even 20 at once and with new passwords between, and another person is not locked", async () => {
    const { secret } = await setUp(wang);
    const li = await store.person("cashier", null);
    const other = await setUp(li);
    const step = await afterPassword(wang);
    const tries = await Promise.all(Array.from({ length: 20 }, () => attempt("000000", step)));
    expect(tries.filter(({ kind }) => kind === "wrong")).toHaveLength(5);
    expect(await attempt(codeNow(secret))).toMatchObject({ kind: "locked" });
    expect((await attempt(codeNow(other.secret), await afterPassword(li))).kind).toBe("right");
    expect(await told()).toContain("sign_in_refused");
  });

  it("takes each of ten recovery codes once, in place of the app", async () => {
    const { codes } = await setUp(wang);
    const [first = "", second = ""] = codes;
    expect((await attempt(first.toLowerCase())).kind).toBe("right");
    expect(await attempt(first)).toEqual({ kind: "wrong" });
    expect((await attempt(second)).kind).toBe("right");
    const li = await store.person("cashier", null);
    await setUp(li);
    expect(await attempt(codes[2] ?? "", await afterPassword(li))).toEqual({ kind: "wrong" });
    expect((await told()).filter((kind) => kind === "recovery_code_used")).toHaveLength(2);
  });

  it("W4 new recovery codes take the place of those before", async () => {
    const { codes, who } = await setUp(wang);
    const renewed = await renewRecoveryCodes(shop, who);
    if (renewed.kind !== "renewed") throw new Error(renewed.kind);
    expect(await attempt(codes[0] ?? "")).toEqual({ kind: "wrong" });
    expect((await attempt(renewed.codes[0] ?? "")).kind).toBe("right");
    expect((await told()).toReversed()).toEqual([
      "second_step_set",
      "recovery_codes_made",
      "sign_in_refused",
      "recovery_code_used",
    ]);
  });

  it("a sign-in that has begun is good once, for minutes, and not after it was ended everywhere", async () => {
    const { secret, codes } = await setUp(wang);
    const used = await afterPassword(wang);
    expect((await attempt(codeNow(secret), used)).kind).toBe("right");
    expect(await attempt(codes[0] ?? "", used)).toEqual({ kind: "over" });
    const late = await afterPassword(wang);
    await shop.prisma.signInStep.updateMany({ data: { endsAt: new Date() } });
    expect(await attempt(codes[0] ?? "", late)).toEqual({ kind: "over" });
    const ended = await afterPassword(wang);
    await shop.prisma.user.update({ where: { id: wang }, data: { sessionVersion: { increment: 1 } } });
    expect(await attempt(codes[0] ?? "", ended)).toEqual({ kind: "over" });
    expect(await attempt(codes[0] ?? "", "made up")).toEqual({ kind: "over" });
  });

  it("S13 the database holds the secret sealed, for this person alone, and no recovery code", async () => {
    const [one, other] = [await setUp(wang), await setUp(await store.person("owner", null))];
    const rows = await shop.prisma.secondStep.findMany();
    const held = [
      ...rows.map(({ sealed }) => sealed),
      ...(await shop.prisma.recoveryCode.findMany()).map((c) => c.hash),
    ];
    for (const secret of [one.secret, other.secret, ...one.codes])
      for (const bytes of held) expect(Buffer.from(bytes).includes(secret)).toBe(false);
    const [own, foreign] = [wang, other.who.staff.user.id].map(
      (id) => rows.find(({ userId }) => userId === id)?.sealed,
    );
    if (!own || !foreign) throw new Error("nothing is stored");
    await shop.prisma.secondStep.update({ where: { userId: wang }, data: { sealed: foreign } });
    expect(await attempt(codeNow(other.secret))).toEqual({ kind: "wrong" });
    expect((await attempt(one.codes[0] ?? "")).kind).toBe("right");
  });

  it("is turned off by its person alone, is told in the audit, and is nothing that a PIN changes", async () => {
    const { who } = await setUp(wang);
    const byPin = { ...who, staff: { ...who.staff, tillId: crypto.randomUUID() } };
    expect(await beginSecondStep(shop, byPin.staff)).toEqual({ kind: "not_found" });
    expect(await confirmSecondStep(shop, byPin, "123456")).toEqual({ kind: "not_found" });
    expect(await renewRecoveryCodes(shop, byPin)).toEqual({ kind: "not_found" });
    expect(await removeSecondStep(shop, byPin)).toEqual({ kind: "not_found" });
    const other = await whoIs(await store.person("owner", null));
    expect(await renewRecoveryCodes(shop, other)).toEqual({ kind: "off" });
    await removeSecondStep(shop, other);
    expect(await shop.prisma.secondStep.count({ where: { userId: wang } })).toBe(1);
    expect(await removeSecondStep(shop, who)).toEqual({ kind: "removed" });
    expect(await shop.prisma.recoveryCode.count({ where: { userId: wang } })).toBe(0);
    expect(await told()).toEqual(expect.arrayContaining(["second_step_set", "second_step_removed"]));
  });

  it("S12 is asked for where the sign-in is too weak; until there is one, or a passkey, it has to be set up", async () => {
    const site = { origin: "https://till.example.com", name: "till.example.com" };
    const staff = await staffOf(shop, wang);
    const by = async (more: boolean, who = staff) =>
      (await findProof(shop, who, { more, site, address: "192.0.2.7" })).by;
    const atTill = { ...staff, tillId: crypto.randomUUID() };
    expect([await by(false), await by(false, atTill)]).toEqual([{ way: "password" }, { way: "pin", length: 4 }]);
    expect([await by(true), await by(true, atTill)]).toEqual([{ way: "set_up" }, { way: "set_up" }]);
    const passkey = { id: crypto.randomUUID(), userId: wang, name: "Phone", publicKey: new Uint8Array(1) };
    await shop.prisma.passkey.create({ data: passkey });
    expect([await by(true), await by(true, atTill)]).toEqual([{ way: "passkey" }, { way: "passkey" }]);
    await setUp(wang);
    expect([await by(true), await by(true, atTill)]).toEqual([{ way: "password" }, { way: "password" }]);
  });
});

import { randomBytes } from "node:crypto";
import { encode } from "next-auth/jwt";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { setPassword } from "#lib/account/set-password.ts";
import { toldKinds } from "#lib/audit/testing/told-kinds.ts";
import { env } from "#lib/env.ts";
import { closeShop, openShop } from "#lib/process.ts";
import { by } from "#lib/testing/by.ts";
import { findStaff } from "../find-staff.ts";
import { findViewer } from "../find-viewer.ts";
import { cookieName } from "../session.ts";
import { signIn } from "../sign-in.ts";
import { beginTestSession, staffOf } from "../testing/begin-session.ts";
import { makePinStore, PASSWORD } from "../testing/pin-shop.ts";
import { beginSession } from "./begin-session.ts";
import { endOthers, endOwn } from "./end-session.ts";
import { findSessions } from "./find-sessions.ts";

process.env.NEXTAUTH_SECRET = randomBytes(32).toString("base64url");
const shop = openShop();
afterAll(() => closeShop(shop));

let store: Awaited<ReturnType<typeof makePinStore>>;
let wang = "";
beforeEach(async () => {
  store = await makePinStore(shop);
  wang = await store.person("manager", "9265");
});

const holds = async (sid: string, userId = wang) => (await findStaff(shop, { id: sid, userId, till: null })) !== null;
const cookiesOf = async (sid: string, userId = wang) =>
  `${cookieName("session")}=${await encode({ token: { sid, sub: userId }, secret: env.sessionSecret(), maxAge: 60 })}`;
const age = (sid: string, column: "started_at" | "last_seen_at", by: string) =>
  shop.pool.query(`update user_session set ${column} = ${column} - $2::interval where id = $1`, [sid, by]);
const whoIs = async (sid: string) => ({ staff: await staffOf(shop, wang, sid), doer: by(wang) });

describe("S8 B41 a session", () => {
  it("takes the place of the one that the browser had before", async () => {
    const before = await beginTestSession(shop, wang);
    const user = { id: wang, sessionVersion: 1 };
    const browser = { deviceId: null, address: null, userAgent: null, cookieHeader: await cookiesOf(before) };
    const after = await beginSession(shop, { user, way: "password", ...browser });
    expect(await holds(after ?? "")).toBe(true);
    expect(await holds(before)).toBe(false);
  });

  it("is none for a stranger's id, for another person's, and for somebody switched off or signed out meanwhile", async () => {
    const own = await beginTestSession(shop, wang);
    expect(await holds(crypto.randomUUID())).toBe(false);
    expect(await holds(own, await store.person("owner", null))).toBe(false);
    const user = { id: wang, sessionVersion: 1 };
    await shop.prisma.user.update({ where: { id: wang }, data: { sessionVersion: 2 } });
    const browser = { deviceId: null, address: null, userAgent: null, cookieHeader: null };
    expect(await beginSession(shop, { user, way: "password", ...browser })).toBeNull();
    expect(await holds(own)).toBe(false);
  });

  it("is over after 12 hours, however busy, and its row is gone with the next sign-in", async () => {
    const sid = await beginTestSession(shop, wang);
    await age(sid, "started_at", "11 hours 59 minutes");
    expect(await holds(sid)).toBe(true);
    await age(sid, "started_at", "2 minutes");
    expect(await holds(sid)).toBe(false);
    await beginTestSession(shop, wang);
    expect(await shop.prisma.userSession.count({ where: { id: sid } })).toBe(0);
  });

  it("is over when nobody used it for as long as the strictest store of the person says", async () => {
    const other = await makePinStore(shop);
    await other.hire(wang, "auditor", null);
    await shop.prisma.store.update({ where: { id: store.storeId }, data: { officeIdleMinutes: 0 } });
    const sid = await beginTestSession(shop, wang);
    await age(sid, "last_seen_at", "59 minutes");
    expect(await findViewer(shop, await cookiesOf(sid))).not.toBeNull();
    await age(sid, "last_seen_at", "2 minutes");
    expect(await holds(sid)).toBe(false);
    await shop.prisma.store.update({ where: { id: other.storeId }, data: { officeIdleMinutes: 0 } });
    expect(await holds(sid)).toBe(true);
  });

  it("is kept awake by what a person does, and not by a stream that goes on by itself", async () => {
    const sid = await beginTestSession(shop, wang);
    await age(sid, "last_seen_at", "50 minutes");
    await findViewer(shop, await cookiesOf(sid));
    await age(sid, "last_seen_at", "9 minutes");
    expect(await holds(sid)).toBe(true);
    await age(sid, "last_seen_at", "9 minutes");
    expect(await holds(sid)).toBe(true);
  });

  it("S12 is fresh for ten minutes, or as long as the strictest store says", async () => {
    const sid = await beginTestSession(shop, wang);
    const isFresh = async () => (await staffOf(shop, wang, sid)).session.fresh;
    await age(sid, "started_at", "9 minutes");
    expect(await isFresh()).toBe(true);
    const other = await makePinStore(shop);
    await shop.prisma.store.update({ where: { id: other.storeId }, data: { freshMinutes: 5 } });
    await other.hire(wang, "owner", null);
    expect(await isFresh()).toBe(false);
    await shop.prisma.store.update({ where: { id: other.storeId }, data: { freshMinutes: 60 } });
    await age(sid, "started_at", "2 minutes");
    expect(await isFresh()).toBe(false);
  });
});

describe("S8 the list of sessions", () => {
  it("shows where somebody is signed in, and nothing to whoever came in by PIN", async () => {
    const { deviceId } = await store.till();
    const sid = await beginTestSession(shop, wang);
    await beginTestSession(shop, wang, { way: "pin", deviceId });
    await beginTestSession(shop, await store.person("owner", null));
    const staff = await staffOf(shop, wang, sid);
    const listed = await findSessions(shop, staff);
    expect(listed).toHaveLength(2);
    expect(listed.find(({ id }) => id === sid)).toMatchObject({
      ...{ way: "password", deviceName: null, address: "192.0.2.7", browser: "Chrome · Linux" },
    });
    expect(listed.find(({ id }) => id !== sid)).toMatchObject({ way: "pin", deviceName: "Counter" });
    expect(await findSessions(shop, { ...staff, tillId: deviceId })).toEqual([]);
    await shop.prisma.device.update({ where: { id: deviceId }, data: { revokedAt: new Date() } });
    expect(await findSessions(shop, staff)).toHaveLength(1);
  });

  it("B41 S9 W4 ends one or all others of the same person, at once and with its streams, and no one else's", async () => {
    const [own, phone, tablet] = await Promise.all([1, 2, 3].map(() => beginTestSession(shop, wang)));
    if (!own || !phone || !tablet) throw new Error("no sessions");
    const owner = await store.person("owner", null);
    const foreign = await beginTestSession(shop, owner);
    const who = await whoIs(own);
    expect(await endOwn(shop, who, foreign)).toEqual({ kind: "ended" });
    const byPin = { ...who, staff: { ...who.staff, tillId: phone } };
    expect([await endOwn(shop, byPin, phone), await endOthers(shop, byPin)]).toEqual([
      { kind: "not_found" },
      { kind: "not_found" },
    ]);
    expect(await holds(phone)).toBe(true);
    expect(await toldKinds(shop, wang)).toEqual([]);
    await endOwn(shop, who, phone);
    expect([await holds(phone), await findViewer(shop, await cookiesOf(phone))]).toEqual([false, null]);
    expect(await holds(tablet)).toBe(true);
    expect(await endOthers(shop, who)).toEqual({ kind: "ended" });
    expect([await holds(tablet), await holds(own), await holds(foreign, owner)]).toEqual([false, true, true]);
    await endOthers(shop, who);
    expect(await toldKinds(shop, wang)).toEqual(["sessions_ended", "sessions_ended"]);
  });
});

describe("S8 S10 a new password", () => {
  it("W4 is taken with the present one, ends all other sessions and keeps the own one", async () => {
    const [own, phone] = [await beginTestSession(shop, wang), await beginTestSession(shop, wang)];
    const who = await whoIs(own);
    const next = "correct horse battery staple";
    expect(await setPassword(shop, who, { password: "wrong", next })).toEqual({ kind: "wrong" });
    expect(await setPassword(shop, who, { password: PASSWORD, next })).toEqual({ kind: "set" });
    expect([await holds(own), await holds(phone)]).toEqual([true, false]);
    expect(await toldKinds(shop, wang)).toEqual(["password_changed"]);
    const { login } = await shop.prisma.user.findUniqueOrThrow({ where: { id: wang } });
    const door = (password: string) => signIn(shop, { login, password, address: "192.0.2.9" });
    expect((await door(PASSWORD)).kind).toBe("wrong");
    expect((await door(next)).kind).toBe("signed_in");
  });

  it.each([
    ["1x9k-qu", "short"],
    ["x".repeat(201), "long"],
    ["password", "common"],
    [PASSWORD, "same"],
  ])("S10 refuses %s: %s", async (next, problem) => {
    const who = await whoIs(await beginTestSession(shop, wang));
    expect(await setPassword(shop, who, { password: PASSWORD, next })).toEqual({ kind: "refused", problem });
  });

  it("S11 is locked after five wrong tries at the present one, and is nothing that a PIN changes", async () => {
    const who = await whoIs(await beginTestSession(shop, wang));
    const next = "correct horse battery staple";
    const tries = await Promise.all(
      Array.from({ length: 8 }, () => setPassword(shop, who, { password: "wrong", next })),
    );
    expect(tries.filter(({ kind }) => kind === "wrong")).toHaveLength(5);
    expect(await setPassword(shop, who, { password: PASSWORD, next })).toMatchObject({ kind: "locked" });
    const byPin = { ...who, staff: { ...who.staff, tillId: crypto.randomUUID() } };
    expect(await setPassword(shop, byPin, { password: PASSWORD, next })).toEqual({ kind: "not_found" });
  });
});

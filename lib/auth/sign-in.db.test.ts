import { randomBytes } from "node:crypto";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { env } from "#lib/env.ts";
import { closeShop, openShop } from "#lib/process.ts";
import { findStaff } from "./find-staff.ts";
import { openGate } from "./hash-gate.ts";
import { hashPassword } from "./password.ts";
import { cookieName, readSession } from "./session.ts";
import { signIn } from "./sign-in.ts";

process.env.NEXTAUTH_SECRET = randomBytes(32).toString("base64url");
const shop = openShop();
afterAll(() => closeShop(shop));

let userId = "";
beforeAll(async () => {
  const user = await shop.prisma.user.create({
    data: { login: "li", name: "Li Na", passwordHash: await hashPassword("right one") },
  });
  userId = user.id;
  const merchant = await shop.prisma.merchant.create({ data: { code: "m", name: "M" } });
  const store = await shop.prisma.store.create({
    data: {
      merchantId: merchant.id,
      code: "s",
      name: "S",
      practice: false,
      timeZone: "Asia/Shanghai",
      currency: "CNY",
    },
  });
  await shop.prisma.membership.create({ data: { userId, storeId: store.id, role: "cashier" } });
});

const attempt = (password: string, address = "10.0.0.1", login = "Li ") => signIn(shop, { login, password, address });

describe("signing in", () => {
  it("takes the right password, whatever the letter case of the name", async () => {
    expect(await attempt("right one")).toMatchObject({ kind: "signed_in", user: { id: userId, name: "Li Na" } });
  });

  it("S11 answers the same for a wrong password and an unknown user", async () => {
    expect(await attempt("wrong", "10.0.0.2")).toEqual({ kind: "wrong" });
    expect(await attempt("wrong", "10.0.0.2", "nobody")).toEqual({ kind: "wrong" });
  });

  it("S11 locks for 30 s after five wrong tries, even 20 at once, and only for that address", async () => {
    const tries = await Promise.all(Array.from({ length: 20 }, () => attempt("wrong", "10.0.0.3")));
    expect(tries.filter(({ kind }) => kind === "wrong")).toHaveLength(5);
    const locked = await attempt("right one", "10.0.0.3");
    expect(locked.kind).toBe("locked");
    if (locked.kind === "locked") expect(locked.seconds).toBeGreaterThan(25);
    expect((await attempt("right one", "10.0.0.4")).kind).toBe("signed_in");
  });

  it("S11 counts all addresses of one IPv6 network as one: who has one has 2^64", async () => {
    const tries = await Promise.all(
      Array.from({ length: 20 }, (_, at) => attempt("wrong", `2001:db8:7:1::${(at + 1).toString(16)}`)),
    );
    expect(tries.filter(({ kind }) => kind === "wrong")).toHaveLength(5);
    expect((await attempt("right one", "2001:db8:7:2::1")).kind).toBe("signed_in");
  });

  it("S11 holds no try against anybody that was not checked, for the crowd before it", async () => {
    const crowded = { ...shop, hashing: { ...shop.hashing, atDoor: openGate(0, 0) } };
    for (let n = 0; n < 8; n++) {
      const turnedAway = await signIn(crowded, { login: "li", password: "right one", address: "10.0.0.9" });
      expect(turnedAway).toEqual({ kind: "busy" });
    }
    expect((await attempt("right one", "10.0.0.9")).kind).toBe("signed_in");
  });

  it("S11 doubles the wait with each further try", async () => {
    for (let n = 0; n < 5; n++) await attempt("wrong", "10.0.0.5");
    await shop.pool.query("update sign_in_throttle set locked_until = now() where key = 'li 10.0.0.5'");
    await attempt("wrong", "10.0.0.5");
    const locked = await attempt("wrong", "10.0.0.5");
    if (locked.kind !== "locked") throw new Error(locked.kind);
    expect(locked.seconds).toBeGreaterThan(55);
  });

  it("forgets wrong tries after the right password", async () => {
    for (let n = 0; n < 4; n++) await attempt("wrong", "10.0.0.6");
    await attempt("right one", "10.0.0.6");
    expect((await attempt("wrong", "10.0.0.6")).kind).toBe("wrong");
  });
});

describe("a session", () => {
  const cookie = async (content: Record<string, unknown>, secret = env.sessionSecret()) =>
    `other=1; ${cookieName("session")}=${await encode({ token: content, secret, maxAge: 60 })}`;

  it("S2 says who acts and in which stores", async () => {
    const session = await readSession(await cookie({ sid: "one", sub: userId, version: 1 }));
    expect(await findStaff(shop, session)).toMatchObject({
      user: { login: "li" },
      stores: [{ storeName: "S", role: "cashier" }],
    });
  });

  it("S9 B41 is refused when forged, over, malformed or without a version", async () => {
    expect(await readSession(await cookie({ sid: "one", sub: userId, version: 1 }, "another secret"))).toBeNull();
    expect(await readSession(await cookie({ sid: "one", sub: userId }))).toBeNull();
    expect(await readSession(`${cookieName("session")}=abc`)).toBeNull();
    expect(await readSession(`${cookieName("session")}=%E0%A4%A`)).toBeNull();
    expect(await readSession(undefined)).toBeNull();
    const over = await encode({
      token: { sid: "one", sub: userId, version: 1 },
      secret: env.sessionSecret(),
      maxAge: -60,
    });
    expect(await readSession(`${cookieName("session")}=${over}`)).toBeNull();
  });

  it("S2 S9 B41 ends at once when it is revoked or its user switched off", async () => {
    const session = await readSession(await cookie({ sid: "one", sub: userId, version: 1 }));
    await shop.prisma.user.update({ where: { id: userId }, data: { disabledAt: new Date() } });
    expect(await findStaff(shop, session)).toBeNull();
    await shop.prisma.user.update({ where: { id: userId }, data: { disabledAt: null, sessionVersion: 2 } });
    expect(await findStaff(shop, session)).toBeNull();
    await shop.prisma.user.update({ where: { id: userId }, data: { sessionVersion: 1 } });
  });
});

import { createHmac, randomBytes } from "node:crypto";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { env } from "#lib/env.ts";
import { closeShop, openShop } from "#lib/process.ts";
import { triesOf } from "./count-tries.ts";
import { findStaff } from "./find-staff.ts";
import { openGate } from "./hash-gate.ts";
import { hashPassword } from "./password.ts";
import { cookieName, readSession } from "./session.ts";
import { noteSignIn, signIn } from "./sign-in.ts";
import { beginTestSession } from "./testing/begin-session.ts";

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

beforeEach(async () => {
  await shop.prisma.signInThrottle.deleteMany();
  await shop.prisma.user.update({ where: { id: userId }, data: { networks: [] } });
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

  it.each(["li\u0000", "l\u0000i", "\ud800"])(
    "S4 S11 answers the same for a name that no database takes: %j",
    async (login) => {
      expect(await attempt("right one", "10.0.0.8", login)).toEqual({ kind: "wrong" });
    },
  );

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

  it("S11 lets one network try few names in a minute, and keeps nothing of the further ones", async () => {
    const tries = await Promise.all(Array.from({ length: 60 }, (_, at) => attempt("wrong", "10.0.0.20", `name${at}`)));
    expect(tries.filter(({ kind }) => kind === "wrong")).toHaveLength(30);
    expect(tries.filter(({ kind }) => kind === "locked")).toHaveLength(30);
    const kept = await shop.prisma.signInThrottle.findMany({ where: { key: { endsWith: " 10.0.0.20" } } });
    expect(kept.filter(({ key }) => !key.startsWith("sign in"))).toHaveLength(30);
    expect(await attempt("right one", "10.0.0.20")).toMatchObject({ kind: "locked" });
    expect((await attempt("right one", "10.0.0.21")).kind).toBe("signed_in");
  });

  const of = (network: string) => triesOf({ name: "li", network });
  /** As if so many wrong ones had come before. */
  const tried = (key: string, failures: number) =>
    shop.prisma.signInThrottle.create({ data: { key, failures, lockedUntil: new Date(Date.now() + 60_000) } });

  it("S11 lets strangers try one name twenty times, from however many networks", async () => {
    await tried(of("").ofLogin, 19);
    const tries = await Promise.all([1, 2, 3].map((at) => attempt("wrong", `10.0.1.${at}`)));
    expect(tries.filter(({ kind }) => kind === "wrong")).toHaveLength(1);
    expect(await attempt("right one", "10.0.2.1")).toMatchObject({ kind: "locked" });
    expect(await shop.prisma.signInThrottle.count({ where: { key: of("10.0.2.1").own } })).toBe(0);
  });

  it("S11 still counts after hundreds of wrong ones", async () => {
    const { own } = of("10.0.0.40");
    const lockedUntil = new Date(Date.now() - 1000);
    await shop.prisma.signInThrottle.create({ data: { key: own, failures: 500, lockedUntil } });
    expect(await attempt("wrong", "10.0.0.40")).toMatchObject({ kind: "wrong" });
    expect(await attempt("right one", "10.0.0.40")).toMatchObject({ kind: "locked" });
  });

  it("S11 makes nobody wait for strangers where they have signed in before, not even behind the same address", async () => {
    await tried(of("").ofLogin, 20);
    await tried(of("10.0.0.30").ofNetwork, 30);
    expect((await attempt("right one", "10.0.0.30")).kind).toBe("locked");
    await noteSignIn(shop, userId, "10.0.0.30");
    expect((await attempt("right one", "10.0.0.30")).kind).toBe("signed_in");
  });

  it("S11 remembers the last networks of somebody, and none twice", async () => {
    for (const last of [1, 2, 3, 2, 4, 5, 6]) await noteSignIn(shop, userId, `10.0.4.${last}`);
    const { networks } = await shop.prisma.user.findUniqueOrThrow({ where: { id: userId } });
    expect(networks).toEqual([6, 5, 4, 2, 3].map((last) => `10.0.4.${last}`));
  });

  it("S11 holds right passwords against nobody: however many sign in from one new address", async () => {
    expect((await attempt("right one", "10.0.0.40")).kind).toBe("signed_in");
    expect(await shop.prisma.signInThrottle.count()).toBe(0);
  });

  it("S11 keeps nothing of a try that was never checked", async () => {
    const crowded = { ...shop, hashing: { ...shop.hashing, atDoor: openGate(0, 0) } };
    const asked = { login: crypto.randomUUID(), password: "wrong", address: "10.0.0.50" };
    expect(await signIn(crowded, asked)).toEqual({ kind: "busy" });
    expect(await shop.prisma.signInThrottle.count()).toBe(0);
  });

  it("B49 S20 logs no name that nobody has: it may be a password in the wrong field", async () => {
    const written = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    await attempt("wrong", "10.0.0.60", "correct horse battery");
    await attempt("wrong", "10.0.0.60");
    const lines = written.mock.calls.map(([line]) => String(line)).filter((line) => line.includes("sign_in_refused"));
    written.mockRestore();
    expect(lines.map((line) => JSON.parse(line).login)).toEqual([null, "li"]);
  });

  it("S20 B49 writes no name down as it was typed, nor as a dump alone would tell: it may be a password in the wrong field", async () => {
    await attempt("wrong", "10.0.0.61", "correct horse battery");
    const keys = async () => (await shop.prisma.signInThrottle.findMany()).map(({ key }) => key).toSorted();
    const before = await keys();
    expect(before).toHaveLength(3);
    expect(before.join()).not.toMatch(/correct|horse|battery/);
    vi.stubEnv("NEXTAUTH_SECRET", randomBytes(32).toString("base64url"));
    await attempt("wrong", "10.0.0.61", "correct horse battery");
    vi.unstubAllEnvs();
    expect(await keys()).toHaveLength(5);
  });

  it("S11 doubles the wait with each further try", async () => {
    for (let n = 0; n < 5; n++) await attempt("wrong", "10.0.0.5");
    const isOver = { where: { key: of("10.0.0.5").own }, data: { lockedUntil: new Date() } };
    await shop.prisma.signInThrottle.update(isOver);
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
  const sid = crypto.randomUUID();
  const cookie = async (content: Record<string, unknown>, secret = env.sessionSecret()) =>
    `other=1; ${cookieName("session")}=${await encode({ token: content, secret, maxAge: 60 })}`;

  it("S2 says who acts and in which stores", async () => {
    const session = await readSession(await cookie({ sid: await beginTestSession(shop, userId), sub: userId }));
    expect(await findStaff(shop, session)).toMatchObject({
      user: { login: "li" },
      stores: [{ storeName: "S", rights: expect.arrayContaining(["sell"]) }],
    });
  });

  it("S9 B41 is refused when forged, over, malformed or without an id", async () => {
    expect(await readSession(await cookie({ sid, sub: userId }, "another secret"))).toBeNull();
    expect(await readSession(await cookie({ sub: userId }))).toBeNull();
    expect(await readSession(`${cookieName("session")}=abc`)).toBeNull();
    expect(await readSession(`${cookieName("session")}=%E0%A4%A`)).toBeNull();
    expect(await readSession(undefined)).toBeNull();
    const over = await encode({
      token: { sid, sub: userId },
      secret: env.sessionSecret(),
      maxAge: -60,
    });
    expect(await readSession(`${cookieName("session")}=${over}`)).toBeNull();
  });

  it("S9 B41 is refused when one letter of it is another, or with another algorithm and the right secret", async () => {
    const content = { sid, sub: userId, iat: 0, exp: 4_102_444_800 };
    const token = (await cookie(content)).split("=").at(-1) ?? "";
    const named = (value: string) => readSession(`${cookieName("session")}=${value}`);
    expect(await named(token)).not.toBeNull();
    for (const at of token.split("").keys()) {
      // The last letters of a part may hold bits that decode to nothing.
      if (token[at] === "." || token[at + 1] === "." || at === token.length - 1) continue;
      expect(
        await named(token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1)),
        `${at}`,
      ).toBeNull();
    }
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    for (const alg of ["none", "HS256", "HS512"]) {
      const text = `${part({ alg, typ: "JWT" })}.${part(content)}`;
      const hash = alg === "HS512" ? "sha512" : "sha256";
      const mark = alg === "none" ? "" : createHmac(hash, env.sessionSecret()).update(text).digest("base64url");
      expect(await named(`${text}.${mark}`), alg).toBeNull();
    }
    const parts = token.split(".");
    for (const header of [
      { alg: "none", enc: "A256GCM" },
      { alg: "dir", enc: "A128CBC-HS256" },
      { alg: "dir", enc: "none" },
    ])
      expect(await named([part(header), ...parts.slice(1)].join(".")), JSON.stringify(header)).toBeNull();
  });

  it("S2 S9 B41 ends at once when it is revoked or its user switched off", async () => {
    const session = await readSession(await cookie({ sid: await beginTestSession(shop, userId), sub: userId }));
    await shop.prisma.user.update({ where: { id: userId }, data: { disabledAt: new Date() } });
    expect(await findStaff(shop, session)).toBeNull();
    await shop.prisma.user.update({ where: { id: userId }, data: { disabledAt: null, sessionVersion: 2 } });
    expect(await findStaff(shop, session)).toBeNull();
    await shop.prisma.user.update({ where: { id: userId }, data: { sessionVersion: 1 } });
  });
});

import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { closeShop, openShop, type Shop } from "#lib/process.ts";
import { by } from "#lib/testing/by.ts";
import { findApprovers, findPeople } from "../find-people.ts";
import { signIn } from "../sign-in.ts";
import { makePinStore, PASSWORD } from "../testing/pin-shop.ts";
import { verifyPin } from "../verify-pin.ts";
import { openPin } from "./open-pin.ts";
import { setPin } from "./set-pin.ts";

process.env.NEXTAUTH_SECRET = randomBytes(32).toString("base64url");

/** Checks that were really made: a slow hash each. */
let checks = 0;
const opened = openShop();
const shop: Shop = {
  ...opened,
  hashing: {
    ...opened.hashing,
    inside: (work) => {
      checks++;
      return opened.hashing.inside(work);
    },
  },
};
afterAll(() => closeShop(shop));

type Store = Awaited<ReturnType<typeof makePinStore>>;
let store: Store;
let other: Store;
let deviceId = "";
let li = "";

beforeAll(async () => {
  [store, other] = [await makePinStore(shop), await makePinStore(shop)];
});
beforeEach(async () => {
  ({ deviceId } = await store.till());
  await shop.prisma.membership.deleteMany({ where: { storeId: store.storeId } });
  li = await store.person("cashier", "4711");
  checks = 0;
});

const attempt = (pin: string, userId = li, at = deviceId) =>
  verifyPin(shop, { deviceId: at, userId, pin, address: null });
const atOnce = (times: number, one: (at: number) => ReturnType<typeof attempt>) =>
  Promise.all(Array.from({ length: times }, (_, at) => one(at)));
/** As if the wait of everybody were over. */
const passTime = () =>
  shop.pool.query(
    "update sign_in_throttle set locked_until = now() - interval '1 millisecond' where isfinite(locked_until)",
  );

it("T9 S10 takes the right PIN of a member, at a till of the store", async () => {
  expect(await attempt("4711")).toMatchObject({
    kind: "right",
    user: { id: li, rights: expect.arrayContaining(["sell"]), storeId: store.storeId, sessionVersion: 1 },
  });
});

it("T10 says how many tries are left, locks for 30 s after the fifth and doubles", async () => {
  for (const left of [4, 3, 2, 1]) expect(await attempt("0815")).toEqual({ kind: "wrong", left });
  expect(await attempt("0815")).toEqual({ kind: "locked", seconds: 30 });
  expect((await attempt("4711")).kind).toBe("locked");
  await passTime();
  expect(await attempt("0815")).toEqual({ kind: "locked", seconds: 60 });
  await passTime();
  expect(await attempt("0815")).toEqual({ kind: "locked", seconds: 120 });
});

it("T10 wants a manager after the tenth wrong PIN of a person, however long one waits", async () => {
  for (let n = 0; n < 9; n++) {
    await attempt("0815");
    await passTime();
  }
  expect(await attempt("0815")).toEqual({ kind: "manager" });
  await passTime();
  expect(await attempt("4711")).toEqual({ kind: "manager" });
  // Nobody else is kept from this till by that.
  const wang = await store.person("manager", "9265");
  expect((await attempt("9265", wang)).kind).toBe("right");
});

it("T10 the person's own password opens the PIN again", async () => {
  for (let n = 0; n < 10; n++) {
    await attempt("0815");
    await passTime();
  }
  const { login } = await shop.prisma.user.findUniqueOrThrow({ where: { id: li } });
  expect((await signIn(shop, { login, password: PASSWORD, address: "10.0.0.1" })).kind).toBe("signed_in");
  expect((await attempt("4711")).kind).toBe("right");
});

it("T10 forgets a person's wrong tries after the right one, but not those at the till", async () => {
  for (let n = 0; n < 4; n++) await attempt("0815");
  expect((await attempt("4711")).kind).toBe("right");
  expect((await attempt("0815")).kind).toBe("locked");
});

it("T9 T10 forgives a busy till its rare slips: right PINs in between are no noise", async () => {
  const minutesLater = (minutes: number) =>
    shop.pool.query("update sign_in_throttle set locked_until = locked_until - make_interval(mins => $1)", [minutes]);
  for (let n = 0; n < 6; n++) {
    expect(await attempt("0815")).toEqual({ kind: "wrong", left: 4 });
    await minutesLater(10);
    expect((await attempt("4711")).kind).toBe("right");
    await minutesLater(10);
  }
});

it("T10 B40 a right PIN in flight beside wrong ones forgives them nothing", async () => {
  const wang = await store.person("cashier", "9265");
  await attempt("9265", wang);
  await shop.pool.query("update sign_in_throttle set locked_until = locked_until - interval '20 minutes'");
  checks = 0;
  await Promise.all([attempt("9265", wang), ...Array.from({ length: 3 }, () => attempt("0815"))]);
  await atOnce(20, (at) => attempt(String(1000 + at)));
  // Five wrong ones at most, and the right one.
  expect(checks).toBeLessThanOrEqual(6);
});

it("T9 any number of right PINs locks nothing", async () => {
  for (let n = 0; n < 12; n++) expect((await attempt("4711")).kind).toBe("right");
});

it("T10 B40 S11 lets five of 50 parallel tries be checked, at one till against one person", async () => {
  const tries = await atOnce(50, (at) => attempt(String(1000 + at)));
  expect(checks).toBe(5);
  expect(tries.filter(({ kind }) => kind === "right")).toEqual([]);
  expect((await attempt("4711")).kind).toBe("locked");
});

it("T10 B40 lets five of 50 parallel tries be checked against one person from ten tills", async () => {
  const tills = await Promise.all(Array.from({ length: 10 }, () => store.till()));
  await atOnce(50, (at) => attempt(String(1000 + at), li, tills[at % 10]?.deviceId));
  expect(checks).toBe(5);
});

it("T10 B40 lets five of 50 parallel tries be checked at one till against ten people", async () => {
  const people: string[] = [];
  for (let n = 0; n < 10; n++) people.push(await store.person("cashier", String(5820 + n * 7)));
  await atOnce(50, (at) => attempt("0815", people[at % 10]));
  expect(checks).toBe(5);
  // The tries that the till refused were held against none of the ten.
  const fresh = await store.till();
  for (const [n, id] of people.entries()) {
    expect((await attempt(String(5820 + n * 7), id, fresh.deviceId)).kind).toBe("right");
  }
});

it("B40 I14 whoever has no till of the store cannot try, and so locks nobody out", async () => {
  const foreign = await other.till();
  for (const at of [crypto.randomUUID(), foreign.deviceId]) {
    expect(new Set((await atOnce(20, () => attempt("0815", li, at))).map(({ kind }) => kind))).toEqual(
      new Set(["none"]),
    );
  }
  expect(checks).toBe(0);
  expect((await attempt("4711")).kind).toBe("right");
});

it("B40 I14 wrong tries in one store lock nobody in another", async () => {
  await other.hire(li, "cashier", "6203");
  const { deviceId: there } = await other.till();
  await atOnce(20, () => attempt("0815"));
  expect((await attempt("6203", li, there)).kind).toBe("right");
  expect((await attempt("4711", li, there)).kind).toBe("wrong");
});

it("T9 B40 S10 strangers at the sign-in, however many, keep no till from its PIN", async () => {
  const stranger = (at: number) =>
    signIn(shop, { login: `nobody-${at}`, password: "guess", address: `203.0.113.${at}` });
  const guesses = Array.from({ length: 80 }, (_, at) => stranger(at));
  const opened = await attempt("4711");
  expect((await Promise.all(guesses)).map(({ kind }) => kind)).toContain("busy");
  expect(opened.kind).toBe("right");
});

it("T12 a till that was shut out, a person who was switched off and one without a PIN cannot try", async () => {
  const noPin = await store.person("cashier", null);
  expect((await attempt("4711", noPin)).kind).toBe("none");
  await shop.prisma.user.update({ where: { id: li }, data: { disabledAt: new Date() } });
  expect((await attempt("4711")).kind).toBe("none");
  await shop.prisma.user.update({ where: { id: li }, data: { disabledAt: null } });
  await shop.prisma.device.update({ where: { id: deviceId }, data: { revokedAt: new Date() } });
  expect((await attempt("4711")).kind).toBe("none");
});

it("T10 S11 refuses the PIN that somebody else of the store has, and counts such tries", async () => {
  const wang = await store.person("cashier", null);
  const set = (pin: string) => setPin(shop, by(wang), { storeId: store.storeId, password: PASSWORD, pin });
  for (let n = 0; n < 5; n++) expect(await set("4711")).toEqual({ kind: "taken" });
  expect((await set("4711")).kind).toBe("too_often");
  await passTime();
  expect(await set("6203")).toEqual({ kind: "set" });
  expect((await attempt("6203", wang)).kind).toBe("right");
});

it("T10 S11 B40 nobody finds out the PINs of others by setting one PIN after the other as the own one", async () => {
  const wang = await store.person("cashier", null);
  const told: string[] = [];
  for (let pin = 4702; pin <= 4713; pin++) {
    told.push((await setPin(shop, by(wang), { storeId: store.storeId, password: PASSWORD, pin: String(pin) })).kind);
  }
  expect(told).not.toContain("taken");
  expect(told.filter((kind) => kind === "set")).toHaveLength(5);
  expect(told.at(-1)).toBe("too_often");
});

it("T10 two people who choose the same PIN at the same moment do not both get it", async () => {
  const two = [await store.person("cashier", null), await store.person("manager", null)];
  const set = await Promise.all(
    two.map((id) => setPin(shop, by(id), { storeId: store.storeId, password: PASSWORD, pin: "6203" })),
  );
  expect(set.map(({ kind }) => kind).toSorted()).toEqual(["set", "taken"]);
});

it("T10 I14 sets no PIN without the own password, in a foreign store, of another length, or that anybody guesses", async () => {
  const set = (pin: string, storeId = store.storeId, password = PASSWORD) =>
    setPin(shop, by(li), { storeId, password, pin });
  expect(await set("6203", store.storeId, "wrong")).toEqual({ kind: "wrong" });
  expect(await set("6203", other.storeId)).toEqual({ kind: "not_found" });
  expect(await set("62035")).toEqual({ kind: "length", digits: 4 });
  expect(await set("62o3")).toEqual({ kind: "length", digits: 4 });
  expect(await set("1234")).toEqual({ kind: "trivial" });
  expect((await attempt("4711")).kind).toBe("right");
});

it("T10 S8 a manager's PIN opens it again, a cashier's or the own one does not", async () => {
  const [wang, zhao] = [await store.person("manager", "9265"), await store.person("cashier", "3141")];
  for (let n = 0; n < 10; n++) {
    await attempt("0815");
    await passTime();
  }
  const open = (approverId: string, pin: string) =>
    openPin(shop, { deviceId, address: null }, { userId: li, approverId, pin });
  expect(await open(zhao, "3141")).toEqual({ kind: "none" });
  expect(await open(li, "4711")).toEqual({ kind: "manager" });
  expect((await open(wang, "0815")).kind).toBe("locked");
  await passTime();
  expect((await attempt("4711")).kind).toBe("manager");
  expect(await open(wang, "9265")).toEqual({ kind: "opened" });
  expect((await attempt("4711")).kind).toBe("right");
});

it("T10 B40 a manager who opens somebody's PIN over and over gets no more guesses at it, from whatever tills", async () => {
  const wang = await store.person("manager", "9265");
  const zhao = await store.person("owner", "3141");
  for (let n = 0; n < 4; n++) {
    const till = await store.till();
    expect(
      await openPin(shop, { deviceId: till.deviceId, address: null }, { userId: zhao, approverId: wang, pin: "9265" }),
    ).toEqual({
      kind: "opened",
    });
    checks = 0;
    await atOnce(8, (at) => attempt(String(5020 + n * 8 + at), zhao, till.deviceId));
    expect(checks).toBe(n === 0 ? 5 : 0);
  }
  await shop.pool.query("update sign_in_throttle set failures = 10, locked_until = 'infinity' where key like $1", [
    `pin user ${zhao}%`,
  ]);
  const till = await store.till();
  await openPin(shop, { deviceId: till.deviceId, address: null }, { userId: zhao, approverId: wang, pin: "9265" });
  checks = 0;
  await atOnce(8, (at) => attempt(String(5020 + at), zhao, till.deviceId));
  expect(checks).toBe(1);
});

it("T9 names who may open a till, last seller first, and who may approve", async () => {
  const wang = await store.person("manager", "9265");
  await store.person("auditor", "3141");
  await store.person("cashier", null);
  const people = await findPeople(shop, deviceId);
  expect(people.map(({ id, approves }) => [id, approves]).toSorted()).toEqual(
    [
      [li, false],
      [wang, true],
    ].toSorted(),
  );
  expect((await findApprovers(shop, deviceId)).map(({ id }) => id)).toEqual([wang]);
  expect(await findPeople(shop, crypto.randomUUID())).toEqual([]);
});

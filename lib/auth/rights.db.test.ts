import { randomBytes, randomUUID } from "node:crypto";
import fs from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Doer } from "#lib/actor.ts";
import { certificateTexts } from "#lib/alipay/openapi/testing/account.ts";
import { revokeDevice } from "#lib/devices/revoke-device.ts";
import { viewRegister } from "#lib/orders/queries.ts";
import { refundOrder } from "#lib/refunds/refund-order.ts";
import { openRefundShop, type RefundShop } from "#lib/refunds/testing/refund-shop.ts";
import { saveRegister } from "#lib/registers/save-register.ts";
import { closeShift } from "#lib/shifts/close-shift.ts";
import { openShift } from "#lib/shifts/open-shift.ts";
import { readShift } from "#lib/shifts/read-shift.ts";
import { findPlace } from "#lib/stores/find-place.ts";
import { by, byPin, weaklyBy } from "#lib/testing/by.ts";
import { findApprovers, findPeople } from "./find-people.ts";
import type { Viewer } from "./find-viewer.ts";
import { openPin } from "./pin/open-pin.ts";
import { COPY_RIGHTS, RIGHTS, type Right, ROLES, type Role } from "./roles.ts";
import { beginTestSession, staffOf as signedIn } from "./testing/begin-session.ts";
import { NOT_OF_PERSONS } from "./testing/impersonal-use-cases.ts";
import type { RightsShop } from "./testing/rights-shop.ts";
import { RULES } from "./testing/use-case-rules.ts";

let elsewhere: RefundShop;
const people = new Map<Role | "stranger", string>();
/** People whose role is a copy, by right: one has all rights but this one, the other this one alone. */
const lacking = new Map<Right, string>();
const withAlone = new Map<Right, string>();
/** By person. */
const sessions = new Map<string, string>();
let at: RightsShop;

/** Somebody new, whose role is a copy with these rights. */
async function hireCopy({ shop, storeId, hire }: RefundShop, rights: readonly Right[], pin?: string): Promise<string> {
  const { merchantId } = await shop.prisma.store.findUniqueOrThrow({ where: { id: storeId } });
  const data = { merchantId, base: "cashier", name: crypto.randomUUID(), rights: [...rights] };
  return hire((await shop.prisma.roleCopy.create({ data })).id, pin);
}

const allBut = (right: Right): Right[] => COPY_RIGHTS.filter((one) => one !== right);
/** Who says what others may has to have those rights too. */
const alone = (right: Right): readonly Right[] => (right === "manage_staff" ? [right, ...RIGHTS.cashier] : [right]);

type Subject = [who: string, userId: string | undefined];

const fixed = (has: boolean, right: Right | null): Subject[] =>
  ROLES.filter((role) => (right === null || RIGHTS[role].includes(right)) === has).map((role) => [
    role,
    people.get(role),
  ]);

/** Who may do what asks for this right: fixed roles, and a copy that has no other one. */
const allowed = (right: Right | null): Subject[] => [
  ...fixed(true, right),
  ...[...withAlone].filter(([one]) => one === right).map(([one, userId]): Subject => [`${one} alone`, userId]),
];

/** And who may not: people of another store, fixed roles, and a copy that has every other right. */
const denied = (right: Right | null): Subject[] => [
  ["stranger", people.get("stranger")],
  ...fixed(false, right),
  ...[...lacking].filter(([one]) => one === right).map(([one, userId]): Subject => [`all but ${one}`, userId]),
];

beforeAll(async () => {
  const here = await openRefundShop();
  elsewhere = await openRefundShop();
  for (const role of ROLES) people.set(role, await here.hire(role));
  people.set("stranger", await elsewhere.hire("owner"));
  // Of this installation, which nobody has taken over yet.
  const owning = { owner: true, passwordIssued: true };
  await here.shop.prisma.user.update({ where: { id: people.get("owner") ?? "" }, data: owning });
  for (const right of new Set(Object.values(RULES).flatMap((rule) => rule.right ?? []))) {
    lacking.set(right, await hireCopy(here, allBut(right)));
    if (COPY_RIGHTS.some((one) => one === right)) withAlone.set(right, await hireCopy(here, alone(right)));
  }
  for (const userId of [...people.values(), ...lacking.values(), ...withAlone.values()])
    sessions.set(userId, await beginTestSession(here.shop, userId));
  const [waiting, paid] = [await here.sell(), await here.sellPaid()];
  const open = async () => {
    const opened = await openShift(here.shop, { userId: here.userId, deviceId: null }, here.registerId);
    return "shiftId" in opened ? opened.shiftId : "";
  };
  const reportId = await open();
  await closeShift(here.shop, by(here.userId), { shiftId: reportId, note: "", left: [] });
  const { storeId, registerId } = here;
  const data = { storeId, registerId, kind: "display", name: "D", tokenHash: new Uint8Array(32) };
  const display = await here.shop.prisma.device.create({ data });
  const [shiftId, tillId] = [await open(), await here.letTillIn()];
  const ended = { settings: { appCertificate: certificateTexts.app } };
  await here.shop.prisma.credentialVersion.updateMany({ where: { accountId: here.accountId }, data: ended });
  const memberId = await here.hire("cashier", "5917");
  const { merchantId } = await here.shop.prisma.store.findUniqueOrThrow({ where: { id: storeId } });
  const token = { tokenHash: new Uint8Array(randomBytes(32)), endsAt: new Date(Date.now() + 3_600_000) };
  const invited = { storeId, role: "cashier", createdById: here.userId };
  const invitation = await here.shop.prisma.invitation.create({ data: { ...invited, ...token } });
  const refunded = await here.sellPaid();
  const { refundId } = await here.work(await here.giveBack(refunded));
  const parked = { generation: "openapi", accountId: here.accountId, notifyId: "1", body: new Uint8Array() };
  const notice = await here.shop.prisma.notification.create({
    data: { ...parked, id: randomUUID(), verdicts: {}, effect: "parked", answer: "again" },
  });
  const own = {
    ...{ refunded: refunded.orderId, refundId, noticeId: notice.id },
    waiting: waiting.orderId,
    paid: paid.orderId,
    shiftId,
    reportId,
    displayId: display.id,
    tillId,
    memberId,
    merchantId,
    invitationId: invitation.id,
  };
  at = { here, own, staffOf: (userId) => signedIn(here.shop, userId, sessions.get(userId)) };
});
afterAll(() => Promise.all([at.here.close(), elsewhere.close()]));

const REFUSALS = ["not_found", "not_allowed", "none", "signed_out"];
const isRefused = (result: unknown): boolean => {
  if (result === null || result === false) return true;
  if (Array.isArray(result)) return result.length === 0;
  return typeof result === "object" && "kind" in result && REFUSALS.includes(String(result.kind));
};

/** What the shop's tables hold. */
async function readTables(): Promise<unknown> {
  const { pool } = at.here.shop;
  const tables = await pool.query("select tablename as name from pg_tables where schemaname = 'public' order by 1");
  const sums = tables.rows.map(
    ({ name }) => `select '${name}' as name, md5(string_agg(t::text, ' ' order by t::text)) as sum from "${name}" t`,
  );
  return (await pool.query(sums.join(" union all "))).rows;
}

async function setPractice(practice: boolean): Promise<void> {
  const { prisma } = at.here.shop;
  await prisma.store.updateMany({ data: { practice } });
  await prisma.gatewayAccount.updateMany({ data: { practice } });
}

// In their order: a shift that was closed cannot be read as the one that is open.
describe("B37 S1 I14 T8 a use case looks itself whether the role at the store, fixed or a copy, has the one right", {
  shuffle: false,
}, () => {
  for (const [name, { right, call, strong }] of Object.entries(RULES)) {
    it(`${name}: refused`, async () => {
      const before = await readTables();
      for (const [who, userId = ""] of denied(right)) {
        const result = await call(at, userId);
        expect(isRefused(result), `${who} heard ${JSON.stringify(result)}`).toBe(true);
      }
      expect(await readTables()).toEqual(before);
    });
    if (strong)
      it(`T11 ${name}: at a live store by no password alone, which only those hear who may`, async () => {
        const before = await readTables();
        for (const [who, userId = ""] of allowed(right))
          expect(await call(at, userId, weaklyBy), who).toEqual({ kind: "weak" });
        for (const [who, userId = ""] of denied(right)) {
          const result = await call(at, userId, weaklyBy);
          expect(isRefused(result), `${who} heard ${JSON.stringify(result)}`).toBe(true);
        }
        expect(await readTables()).toEqual(before);
        await setPractice(true);
        const inPractice = await call(at, people.get("owner") ?? "", weaklyBy);
        await setPractice(false);
        expect(inPractice).not.toMatchObject({ kind: "weak" });
      });
    if (right === "manage_staff")
      it(`T9 ${name}: by no PIN, whoever it is`, async () => {
        const before = await readTables();
        const staffOf = async (userId: string) => ({ ...(await at.staffOf(userId)), tillId: at.own.tillId });
        for (const [who, userId = ""] of allowed(right)) {
          const result = await call({ ...at, staffOf }, userId, byPin);
          expect(isRefused(result), `${who} heard ${JSON.stringify(result)}`).toBe(true);
        }
        expect(await readTables()).toEqual(before);
      });
    it(`${name}: done`, async () => {
      for (const [who, userId = ""] of allowed(right)) {
        const result = await call(at, userId);
        expect(
          isRefused(result),
          `${who} heard ${JSON.stringify(result, (_, v) => (typeof v === "bigint" ? `${v}` : v))}`,
        ).toBe(false);
      }
    });
  }
});

it("T8 B37 R3 what is more than the use case itself asks for its own right too: to give back freely, to close over what is unclear, to approve", async () => {
  const { here, own } = at;
  const { shop, registerId } = here;
  const mayCloseOver = async (userId: string) => (await readShift(shop, userId, registerId))?.mayCloseUnclear;
  const giveBack = async (doer: Doer, approval?: { approverId: string; pin: string }) => {
    const { orderId } = await here.sellPaid();
    const wish = { orderId, registerId, clientKey: crypto.randomUUID(), amount: "0.01", reason: "Returned" };
    return refundOrder(shop, doer, approval ? { ...wish, approval } : wish);
  };
  const approves = async (userId: string) => {
    const people = [await findApprovers(shop, own.tillId), await findPeople(shop, own.tillId)];
    return people.map((list) => list.some((one) => one.id === userId && (!("approves" in one) || one.approves)));
  };
  let pin = 5917;
  const hired = (rights: readonly Right[]) => hireCopy(here, rights, `${++pin}`);
  expect(await mayCloseOver(await hired(["run_shift", "close_unclear"]))).toBe(true);
  expect(await mayCloseOver(await hired(allBut("close_unclear")))).toBe(false);
  const opened = await openShift(shop, { userId: await hired(["run_shift"]), deviceId: null }, registerId);
  await here.sell();
  const close = async (rights: readonly Right[]) => {
    const over = { shiftId: "shiftId" in opened ? opened.shiftId : "", note: "", left: [] };
    return (await closeShift(shop, by(await hired(rights)), over)).kind;
  };
  expect(await close(allBut("close_unclear"))).toBe("needs_manager");
  expect(await close(["run_shift", "close_unclear"])).toBe("unclear");
  expect((await giveBack(by(await hired(allBut("refund_freely"))))).kind).toBe("needs_approval");
  expect((await giveBack(by(await hired(["refund", "refund_freely"])))).kind).toBe("created");
  expect(await approves(await hired(["sell", "approve"]))).toEqual([true, true]);
  expect(await approves(await hired(["approve"]))).toEqual([true, false]);
  expect(await approves(await hired(allBut("approve")))).toEqual([false, false]);

  // With the right PIN, of somebody who has every right but that one.
  const place = { deviceId: own.tillId, address: "192.0.2.7" };
  const open = async (rights: readonly Right[]) =>
    (await openPin(shop, place, { userId: own.memberId, approverId: await hired(rights), pin: `${pin}` })).kind;
  expect(await open(allBut("approve"))).toBe("none");
  expect(await open(["approve"])).toBe("opened");
  const asked = { ...by(await hired(["refund"])), deviceId: own.tillId };
  const approved = async (rights: readonly Right[]) =>
    giveBack(asked, { approverId: await hired(rights), pin: `${pin}` });
  expect(await approved(allBut("approve"))).toEqual({ kind: "approval_refused", refusal: { kind: "not_allowed" } });
  expect((await approved(["approve", "refund_freely"])).kind).toBe("created");
});

it("B37 S1 I14 a till sees its own register as long as it is let in, and no other one", async () => {
  const { here } = at;
  const { shop, registerId } = here;
  const deviceOf = async (at: RefundShop): Promise<Viewer> => ({ userId: null, deviceId: await at.letTillIn() });
  const [ofStore, foreign, gone] = [await deviceOf(here), await deviceOf(elsewhere), await deviceOf(here)];
  await revokeDevice(shop, by(here.userId), gone.deviceId ?? "");
  for (const look of [viewRegister, findPlace]) {
    expect(await look(shop, ofStore, registerId)).not.toBeNull();
    for (const viewer of [foreign, gone]) expect(await look(shop, viewer, registerId)).toBeNull();
  }
  for (const viewer of [foreign, gone])
    expect(await saveRegister(shop, viewer, { registerId, volume: 1 })).toEqual({ kind: "not_found" });
});

it("B37 S1 every use case and query that app/ and the front call has a rule here, and every rule such a call", () => {
  const sources = ["app", "server/front"]
    .flatMap((folder) =>
      fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
    )
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.ts$|\/testing\//.test(file))
    .map((file) => fs.readFileSync(file, "utf8"));
  const imports = sources.flatMap((text) => [...text.matchAll(/^import \{([^}]+)\} from "#lib\/([^"]+)\.ts";/gm)]);
  const called = imports.flatMap(([, names = "", module = ""]) => {
    const text = fs.readFileSync(`lib/${module}.ts`, "utf8");
    const plain = names.split(",").map((name) => name.trim().replace(/ as .*/, ""));
    const takesShop = (name: string) =>
      new RegExp(`(?:function ${name}|const ${name} =.*)\\(\\s*shop: Shop\\b`).test(text);
    return plain.filter(takesShop).map((name) => `${module} ${name}`);
  });
  const known = [...Object.keys(RULES), ...Object.keys(NOT_OF_PERSONS)];
  expect([...new Set(called)].toSorted()).toEqual(known.toSorted());
});

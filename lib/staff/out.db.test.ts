import { randomBytes } from "node:crypto";
import { encode } from "next-auth/jwt";
import { afterAll, beforeEach, expect, it } from "vitest";
import { setPassword } from "#lib/account/set-password.ts";
import { beginExport } from "#lib/audit/begin-export.ts";
import { findStaff } from "#lib/auth/find-staff.ts";
import { findViewer, seesRegister } from "#lib/auth/find-viewer.ts";
import { removePasskey } from "#lib/auth/passkeys/add-passkey.ts";
import { setPin } from "#lib/auth/pin/set-pin.ts";
import { COPY_RIGHTS, may } from "#lib/auth/roles.ts";
import { removeSecondStep } from "#lib/auth/second-step/remove-second-step.ts";
import { cookieName, pinMark } from "#lib/auth/session.ts";
import { endOthers, endOwn } from "#lib/auth/sessions/end-session.ts";
import { standingOf } from "#lib/auth/sessions/standing.ts";
import { beginTestSession, staffOf } from "#lib/auth/testing/begin-session.ts";
import { makePinStore, PASSWORD } from "#lib/auth/testing/pin-shop.ts";
import { revokeDevice } from "#lib/devices/revoke-device.ts";
import { env } from "#lib/env.ts";
import { closeShop, openShop } from "#lib/process.ts";
import { applyPin } from "#lib/stores/apply/apply-pin.ts";
import { by } from "#lib/testing/by.ts";
import { assignRole } from "./assign-role.ts";
import { issuePasswordLink } from "./invitations/issue-link.ts";
import { choosePassword } from "./invitations/set-password.ts";
import { resetPin } from "./reset-pin.ts";
import { saveRole } from "./save-role.ts";
import { switchPerson } from "./switch-person.ts";
import { makeStaffStore, type StaffStore } from "./testing/staff-shop.ts";

process.env.NEXTAUTH_SECRET = randomBytes(32).toString("base64url");
const shop = openShop();
afterAll(() => closeShop(shop));

const NEW_PASSWORD = "eleven quiet harbours";
const PIN = "9265";

type Person = Awaited<ReturnType<typeof seatSomebody>>;
let store: StaffStore;
let wang: Person;
beforeEach(async () => {
  store = await makeStaffStore(shop);
  wang = await seatSomebody();
});

/**
 * Somebody with all rights of a copy, who works in another store too, and is signed in three times: at home, where what is
 * one's own is changed; in the office; and by PIN at a till.
 */
async function seatSomebody() {
  const roleId = await store.copy([...COPY_RIGHTS], "manager");
  const id = await store.person("cashier", PIN);
  await assignRole(shop, by(store.people.owner), { userId: id, storeId: store.storeId, role: roleId });
  const elsewhere = await makePinStore(shop);
  await elsewhere.hire(id, "cashier", null);
  await elsewhere.hire(store.people.owner, "owner", null);
  const till = await store.till();
  const [home, office] = [await beginTestSession(shop, id), await beginTestSession(shop, id)];
  const seat = await beginTestSession(shop, id, { way: "pin", deviceId: till.deviceId });
  const key = { userId_storeId: { userId: id, storeId: store.storeId } };
  const { pinHash } = await shop.prisma.membership.findUniqueOrThrow({ where: key });
  return { id, roleId, till, home, office, seat, mark: pinMark(pinHash ?? new Uint8Array()) };
}

/** The own page, in the session at home. */
const atHome = async () => ({ staff: await staffOf(shop, wang.id, wang.home), doer: by(wang.id) });

async function* endless() {
  for (let page = 0; ; page++) yield page;
}

/** What is open in one of the sessions, and whether it goes on. */
async function open(where: "office" | "seat") {
  const token = { sid: wang[where], sub: wang.id };
  const till = where === "seat" ? { deviceId: wang.till.deviceId, token: wang.till.token, pinMark: wang.mark } : null;
  const find = () => findStaff(shop, { id: wang[where], userId: wang.id, till }, true);
  const staff = await find();
  if (staff === null) throw new Error("nobody is signed in");
  const standing = standingOf(staff);
  // Each person downloads one table at a time; here it is two.
  shop.downloads.clear();
  const table = { kind: "audit_exported" as const, storeIds: [store.storeId], facts: {}, pages: endless() };
  const begun = await beginExport(shop, { staff, doer: by(wang.id) }, table);
  if (begun.kind !== "begun") throw new Error(begun.kind);
  const pages = begun.pages[Symbol.asyncIterator]();
  await pages.next();
  const cookies = `${cookieName("session")}=${await encode({ token, secret: env.sessionSecret(), maxAge: 60 })}`;
  /** A till goes on as such when nobody sits there. */
  const sells = async () => {
    if (where === "seat") return (await find())?.stores.some((one) => may(one, "sell")) ?? false;
    const viewer = await findViewer(shop, cookies);
    return viewer !== null && seesRegister(shop, viewer, store.registerId);
  };
  return async () => ({
    page: standingOf(await find()) === standing,
    till: await sells(),
    download: await pages.next().then(
      () => true,
      () => false,
    ),
  });
}

const GOES_ON = { page: true, till: true, download: true };
const OUT = { page: false, till: false, download: false };

type Way = { office: typeof OUT; seat: typeof OUT; how: () => Promise<unknown> };

const owner = () => by(store.people.owner);
const member = () => ({ userId: wang.id, storeId: store.storeId });

/** How somebody loses what they had: what becomes of what is open in the office and at the till. */
const WAYS: Record<string, Way> = {
  "has a smaller role": {
    ...{ office: OUT, seat: OUT },
    how: () => assignRole(shop, owner(), { ...member(), role: "developer" }),
  },
  "is removed from the store": {
    ...{ office: OUT, seat: OUT },
    how: () => assignRole(shop, owner(), { ...member(), role: "none" }),
  },
  "holds a copy of a role that is narrowed": {
    ...{ office: OUT, seat: OUT },
    how: async () => {
      const { merchantId } = store;
      return saveRole(shop, owner(), { roleId: wang.roleId, merchantId, base: "manager", name: "Less", rights: [] });
    },
  },
  "is switched off": {
    ...{ office: OUT, seat: OUT },
    how: () => switchPerson(shop, owner(), { userId: wang.id, isOn: false }),
  },
  "chooses a new password by a link": {
    ...{ office: OUT, seat: OUT },
    how: async () => {
      const issued = await issuePasswordLink(shop, owner(), member());
      const token = "token" in issued ? issued.token : "";
      return choosePassword(shop, null, { token, password: NEW_PASSWORD });
    },
  },
  "changes the password": {
    ...{ office: OUT, seat: OUT },
    how: async () => setPassword(shop, await atHome(), { password: PASSWORD, next: NEW_PASSWORD }),
  },
  "ends all other sessions": { office: OUT, seat: OUT, how: async () => endOthers(shop, await atHome()) },
  "ends the one in the office": {
    ...{ office: OUT, seat: GOES_ON },
    how: async () => endOwn(shop, await atHome(), wang.office),
  },
  "removes the second step": {
    ...{ office: OUT, seat: GOES_ON },
    how: async () => {
      const data = { userId: wang.id, sealed: new Uint8Array(1), confirmedAt: new Date() };
      await shop.prisma.secondStep.create({ data });
      return removeSecondStep(shop, await atHome());
    },
  },
  "removes a passkey": {
    ...{ office: OUT, seat: GOES_ON },
    how: async () => {
      const data = {
        id: crypto.randomUUID(),
        userId: wang.id,
        name: "Phone",
        publicKey: new Uint8Array(1),
        counter: 0,
      };
      const { id } = await shop.prisma.passkey.create({ data });
      return removePasskey(shop, await atHome(), id);
    },
  },
  "loses the PIN": { office: GOES_ON, seat: OUT, how: () => resetPin(shop, owner(), member()) },
  "sets a new PIN": {
    ...{ office: GOES_ON, seat: OUT },
    how: () => setPin(shop, by(wang.id), { storeId: store.storeId, password: PASSWORD, pin: "3174" }),
  },
  "gets a new PIN by the store file": {
    ...{ office: GOES_ON, seat: OUT },
    how: () =>
      shop.prisma.$transaction(async (tx) => {
        const at = { id: store.storeId, code: "s", pinLength: 4 };
        return applyPin(tx, "3174", { userId: wang.id, store: at, at: "staff" });
      }),
  },
  "sits at a till that is shut out": {
    ...{ office: GOES_ON, seat: OUT },
    how: () => revokeDevice(shop, owner(), wang.till.deviceId),
  },
};

it.each(Object.entries(WAYS))(
  "S2 S8 T8 T14 whoever %s: open pages, tills and downloads are over, or go on, together",
  async (_who, way) => {
    const [office, seat] = [await open("office"), await open("seat")];
    expect([await office(), await seat()]).toEqual([GOES_ON, GOES_ON]);
    const result = await way.how();
    expect(result).not.toMatchObject({ kind: expect.stringMatching(/^(?:not_allowed|not_found|weak|wrong)$/) });
    expect({ office: await office(), seat: await seat() }).toEqual({ office: way.office, seat: way.seat });
  },
);

it("S8 T10 no seat of before comes back with the same PIN, once somebody works in the store again", async () => {
  const seat = await open("seat");
  await assignRole(shop, owner(), { ...member(), role: "none" });
  await store.hire(wang.id, "manager", PIN);
  expect(await seat()).toEqual(OUT);
});

import { exportEntries } from "#lib/audit/export-entries.ts";
import { countMatches, findChainState, findEntries } from "#lib/audit/queries.ts";
import { moveDate } from "#lib/calendar/date-range.ts";
import { addTill } from "#lib/devices/add-till.ts";
import { findDevices, findManagedRegisters } from "#lib/devices/queries.ts";
import { revokeDevice } from "#lib/devices/revoke-device.ts";
import { findSilences } from "#lib/notices/silence/find-silences.ts";
import type { RefundShop } from "#lib/refunds/testing/refund-shop.ts";
import { findReport } from "#lib/reports/queries.ts";
import { addFirstStore } from "#lib/setup/add-first-store.ts";
import { claimOwner } from "#lib/setup/claim-owner.ts";
import { findSetup } from "#lib/setup/queries.ts";
import { assignRole } from "#lib/staff/assign-role.ts";
import { invite, issuePasswordLink } from "#lib/staff/invitations/issue-link.ts";
import { withdrawInvitation } from "#lib/staff/invitations/revoke-link.ts";
import { findRolesPage, findStaffPage } from "#lib/staff/queries.ts";
import { resetPin } from "#lib/staff/reset-pin.ts";
import { saveRole } from "#lib/staff/save-role.ts";
import { switchPerson } from "#lib/staff/switch-person.ts";
import { findTestNews } from "#lib/stores/accounts/find-news.ts";
import { checkAccount, removeAccount, saveAccount } from "#lib/stores/accounts/save-account.ts";
import { testAccount, testTyped } from "#lib/stores/accounts/start-test.ts";
import { findAccount, findCertificateWarnings, findStore, findStores } from "#lib/stores/manage/queries.ts";
import { saveCurrency, takeCurrency } from "#lib/stores/manage/save-currency.ts";
import { nameRegister } from "#lib/stores/manage/save-register.ts";
import { addStore, saveStore } from "#lib/stores/manage/save-store.ts";
import { by } from "#lib/testing/by.ts";
import { readAll } from "#lib/testing/read-all.ts";
import { findRegisters } from "../find-staff.ts";
import { asUser, seesRegister } from "../find-viewer.ts";
import { setPin } from "../pin/set-pin.ts";
import type { RightsShop, Rule } from "./rights-shop.ts";

const account = ({ storeId, accountId }: RefundShop) => ({ storeId, accountId });
const member = ({ storeId }: RefundShop, { memberId }: RightsShop["own"]) => ({ userId: memberId, storeId });
const ofHere = ({ registerId }: RefundShop, registers: { id: string }[]) =>
  registers.filter(({ id }) => id === registerId);
const ALL_ENTRIES = { kind: null, from: null, until: null, olderThan: null };
const NO_ENTRIES = { generation: "openapi" as const, entries: {}, keep: [] };
const ALL_ENDED = new Date("2100-01-01");

/** Devices, audit, stores and staff. */
export const OFFICE_RULES: Record<string, Rule> = {
  "reports/queries findReport": {
    right: "see_orders",
    strong: false,
    call: async ({ here, staffOf }, userId) => {
      const today = new Date().toISOString().slice(0, 10);
      const span = { first: moveDate(today, -2), last: moveDate(today, 1) };
      const asked = { staff: await staffOf(userId), storeIds: [here.storeId] };
      const result = await findReport(here.shop, asked, { span, currency: null });
      return result.kind === "report" ? result.report.stores : result;
    },
  },
  "devices/add-till addTill": {
    right: "manage_devices",
    strong: false,
    call: ({ here }, userId) =>
      addTill(here.shop, by(userId), { registerId: here.registerId, name: "T", before: null }),
  },
  "devices/revoke-device revokeDevice": {
    right: "manage_devices",
    strong: false,
    call: async ({ here, own }, userId) => {
      const gone = await revokeDevice(here.shop, by(userId), own.tillId);
      await here.shop.prisma.device.updateMany({ where: { id: own.tillId }, data: { revokedAt: null } });
      return gone;
    },
  },
  "devices/queries findDevices": {
    right: "manage_devices",
    strong: false,
    call: async ({ here, own, staffOf }, userId) =>
      (await findDevices(here.shop, await staffOf(userId))).filter(({ id }) => id === own.tillId),
  },
  "devices/queries findManagedRegisters": {
    right: "manage_devices",
    strong: false,
    call: async ({ here, staffOf }, userId) =>
      ofHere(here, await findManagedRegisters(here.shop, await staffOf(userId))),
  },
  "audit/queries findEntries": {
    right: "see_audit",
    strong: false,
    call: async ({ here }, userId) =>
      (await findEntries(here.shop, { userId, storeIds: [here.storeId] }, ALL_ENTRIES)).rows,
  },
  "audit/queries countMatches": {
    right: "see_audit",
    strong: false,
    call: ({ here }, userId) => countMatches(here.shop, { userId, storeIds: [here.storeId] }, ALL_ENTRIES),
  },
  "audit/export-entries exportEntries": {
    right: "see_audit",
    strong: false,
    call: async ({ here, staffOf }, userId) => {
      const who = { staff: await staffOf(userId), doer: by(userId) };
      const begun = await exportEntries(here.shop, who, { storeIds: [here.storeId], filter: ALL_ENTRIES });
      return begun.kind === "begun" ? (await readAll(begun.pages)).flat() : begun;
    },
  },
  "audit/queries findChainState": {
    right: "see_audit",
    strong: false,
    // The chain is of the whole installation: whoever sees the audit of a store sees it.
    call: async ({ here, staffOf }, userId) => {
      const { stores, ...staff } = await staffOf(userId);
      const ofStore = stores.filter(({ storeId }) => storeId === here.storeId);
      return findChainState(here.shop, { ...staff, stores: ofStore }, { check: true });
    },
  },
  /** These ask for the owner of the installation, which the owner of this store is, and who else may set up stores is not. */
  "setup/queries findSetup": {
    right: "manage_stores",
    strong: false,
    call: async ({ here, staffOf }, userId) => findSetup(here.shop, await staffOf(userId)),
  },
  /** There are stores already: it says so to the owner of the installation alone. */
  "setup/add-first-store addFirstStore": {
    right: "manage_stores",
    strong: false,
    call: ({ here }, userId) => addFirstStore(here.shop, by(userId), { general: { name: "First" } }),
  },
  "setup/claim-owner claimOwner": {
    right: "manage_stores",
    strong: false,
    call: async ({ here, staffOf }, userId) => {
      const wish = { name: "Wu Lan", login: userId, password: "seven green lanterns" };
      return claimOwner(here.shop, { staff: await staffOf(userId), doer: by(userId) }, wish);
    },
  },
  "stores/manage/queries findStores": {
    right: "see_store",
    strong: false,
    call: async ({ here, staffOf }, userId) =>
      (await findStores(here.shop, await staffOf(userId))).filter(({ id }) => id === here.storeId),
  },
  "stores/manage/queries findStore": {
    right: "see_store",
    strong: false,
    call: async ({ here, staffOf }, userId) => findStore(here.shop, await staffOf(userId), here.storeId),
  },
  "stores/manage/queries findAccount": {
    right: "see_store",
    strong: false,
    call: async ({ here, staffOf }, userId) => findAccount(here.shop, await staffOf(userId), account(here)),
  },
  "stores/manage/queries findCertificateWarnings": {
    right: "see_store",
    strong: false,
    call: async ({ here, staffOf }, userId) => findCertificateWarnings(here.shop, await staffOf(userId), ALL_ENDED),
  },
  "notices/silence/find-silences findSilences": {
    right: "see_store",
    strong: false,
    call: async ({ here, staffOf }, userId) => findSilences(here.shop, await staffOf(userId), 0),
  },
  "stores/manage/save-store saveStore": {
    right: "manage_stores",
    strong: false,
    call: ({ here }, userId) => saveStore(here.shop, by(userId), { storeId: here.storeId, general: {} }),
  },
  "stores/manage/save-store addStore": {
    right: "manage_stores",
    strong: false,
    call: ({ here }, userId) =>
      addStore(here.shop, by(userId), { storeId: here.storeId, practice: false, general: { name: "Two" } }),
  },
  "stores/manage/save-register nameRegister": {
    right: "manage_stores",
    strong: false,
    call: ({ here }, userId) =>
      nameRegister(here.shop, by(userId), { storeId: here.storeId, registerId: null, name: "Two" }),
  },
  /** Which account takes the money; the limits of one that does already want no strong sign-in. */
  "stores/manage/save-currency saveCurrency": {
    right: "manage_stores",
    strong: true,
    call: async ({ here }, userId, as = by) => {
      const limits = { minAmount: "0.01", maxAmount: "50000", confirmFrom: "", accepted: true };
      const other = await saveCurrency(here.shop, as(userId), { ...account(here), currency: "JPY", ...limits });
      if (other.kind === "weak") return other;
      return saveCurrency(here.shop, as(userId), { ...account(here), currency: "CNY", ...limits });
    },
  },
  /** Nothing is sold in it. */
  "stores/manage/save-currency takeCurrency": {
    right: "manage_stores",
    strong: false,
    call: ({ here }, userId) => takeCurrency(here.shop, by(userId), { storeId: here.storeId, currency: "JPY" }),
  },
  "stores/accounts/save-account checkAccount": {
    right: "manage_stores",
    strong: false,
    call: ({ here }, userId) => checkAccount(here.shop, by(userId), { ...account(here), ...NO_ENTRIES }),
  },
  "stores/accounts/save-account saveAccount": {
    right: "manage_stores",
    strong: true,
    call: ({ here }, userId, as = by) =>
      saveAccount(here.shop, as(userId), { ...account(here), ...NO_ENTRIES, shared: true, accepted: false }),
  },
  "stores/accounts/save-account removeAccount": {
    right: "manage_stores",
    strong: true,
    call: ({ here }, userId, as = by) => removeAccount(here.shop, as(userId), account(here)),
  },
  /** Nothing is asked before somebody reads the verdicts. */
  "stores/accounts/start-test testAccount": {
    right: "see_store",
    strong: false,
    call: ({ here }, userId) => testAccount(here.shop, by(userId), account(here)),
  },
  "stores/accounts/find-news findTestNews": {
    right: "see_store",
    strong: false,
    call: ({ here, own }, userId) => findTestNews(here.shop, userId, { storeId: here.storeId, orderId: own.paid }),
  },
  "stores/accounts/start-test testTyped": {
    right: "manage_stores",
    strong: false,
    call: ({ here }, userId) => testTyped(here.shop, by(userId), { ...account(here), ...NO_ENTRIES }),
  },
  "auth/find-staff findRegisters": {
    right: "sell",
    strong: false,
    call: async ({ here, staffOf }, userId) => ofHere(here, await findRegisters(here.shop, await staffOf(userId))),
  },
  "auth/find-viewer seesRegister": {
    right: "sell",
    strong: false,
    call: ({ here }, userId) => seesRegister(here.shop, asUser(userId), here.registerId),
  },
  "staff/queries findStaffPage": {
    right: "manage_staff",
    strong: false,
    call: async ({ here, staffOf }, userId) =>
      (await findStaffPage(here.shop, await staffOf(userId))).stores.filter(({ id }) => id === here.storeId),
  },
  "staff/queries findRolesPage": {
    right: "manage_staff",
    strong: false,
    call: async ({ here, own, staffOf }, userId) =>
      (await findRolesPage(here.shop, await staffOf(userId))).merchants.filter(({ id }) => id === own.merchantId),
  },
  "staff/assign-role assignRole": {
    right: "manage_staff",
    strong: true,
    call: ({ here, own }, userId, as = by) =>
      assignRole(here.shop, as(userId), { ...member(here, own), role: "cashier" }),
  },
  /** Off is always to be had; on, where the person is not off yet, only says whether a password is too little for it. */
  "staff/switch-person switchPerson": {
    right: "manage_staff",
    strong: true,
    call: async ({ here, own }, userId, as = by) => {
      const set = (isOn: boolean) => switchPerson(here.shop, as(userId), { userId: own.memberId, isOn });
      const on = await set(true);
      if (on.kind === "weak") return on;
      const off = await set(false);
      if (off.kind === "switched") await set(true);
      return off;
    },
  },
  "staff/reset-pin resetPin": {
    right: "manage_staff",
    strong: false,
    call: ({ here, own }, userId, as = by) => resetPin(here.shop, as(userId), member(here, own)),
  },
  "staff/save-role saveRole": {
    right: "manage_staff",
    strong: true,
    call: ({ here, own }, userId, as = by) => {
      const copy = { roleId: null, merchantId: own.merchantId, base: "cashier" as const, rights: [] };
      return saveRole(here.shop, as(userId), { ...copy, name: crypto.randomUUID() });
    },
  },
  "staff/invitations/issue-link invite": {
    right: "manage_staff",
    strong: true,
    call: ({ here }, userId, as = by) => invite(here.shop, as(userId), { storeId: here.storeId, role: "cashier" }),
  },
  "staff/invitations/issue-link issuePasswordLink": {
    right: "manage_staff",
    strong: true,
    call: ({ here, own }, userId, as = by) => issuePasswordLink(here.shop, as(userId), member(here, own)),
  },
  "staff/invitations/revoke-link withdrawInvitation": {
    right: "manage_staff",
    strong: false,
    call: async ({ here, own }, userId, as = by) => {
      const result = await withdrawInvitation(here.shop, as(userId), { invitationId: own.invitationId });
      await here.shop.prisma.invitation.updateMany({ where: { id: own.invitationId }, data: { withdrawnAt: null } });
      return result;
    },
  },
  /** Of so many digits a PIN is taken nowhere. */
  "auth/pin/set-pin setPin": {
    right: null,
    strong: false,
    call: ({ here }, userId) => setPin(here.shop, by(userId), { storeId: here.storeId, password: "x", pin: "12" }),
  },
};

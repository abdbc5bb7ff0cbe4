// Who may what. Whoever is not named is refused, nothing is changed, and it is noted.
import type { Place } from "./place.ts";
import { SUBJECTS, type Subject } from "./subjects.ts";

export type Rule<What> = { may: readonly Subject[]; what: (place: Place) => What };

const SELLERS = ["owner", "manager", "cashier", "pinHere", "managerByPin", "copied"] as const;
const IN_CHARGE = ["owner", "manager"] as const;
/** For what a PIN at the own till is enough. */
const IN_CHARGE_THERE = [...IN_CHARGE, "managerByPin"] as const;
const MEMBERS = [...SELLERS, "auditor", "developer", "demoted"] as const;

/** Whoever is signed in by password, for what is their own. */
const THEMSELVES = ["owner", "manager", "cashier", "copied", "auditor", "developer", "demoted", "stranger"] as const;

const order = ({ waiting }: Place) => ({ orderId: waiting });
const register = ({ registerId }: Place) => ({ registerId });
/** Signed by nobody. */
const NO_PASSKEY = {
  ...{ id: "none", rawId: "none", type: "public-key", clientExtensionResults: {} },
  response: { clientDataJSON: "none", attestationObject: "none" },
};

const uuid = () => crypto.randomUUID();
/** Credentials of which nothing was typed yet. */
const NO_ENTRIES = { generation: "openapi", entries: {}, keep: [] };

/**
 * `fresh`: it is risky, and wants a sign-in that is young (S12): money back, who is let in, who is paid, who may what, what a
 * sign-in rests on, and what leaves the shop.
 */
type ActionRule = Rule<object | Promise<object>> & { fresh: boolean };

/** By name: what the action is sent. */
export const ACTIONS: Record<string, ActionRule> = {
  charge: {
    fresh: false,
    may: SELLERS,
    what: ({ registerId }) => {
      const sale = { currency: "CNY", amount: "1.00", lines: [], reference: "" };
      return { registerId, clientKey: uuid(), ...sale };
    },
  },
  askNow: { fresh: false, may: SELLERS, what: order },
  acceptLate: { fresh: false, may: SELLERS, what: order },
  settleDouble: { fresh: false, may: SELLERS, what: order },
  showOrder: { fresh: false, may: SELLERS, what: order },
  printCode: { fresh: false, may: SELLERS, what: order },
  freshCode: { fresh: false, may: SELLERS, what: order },
  cancelOrder: { fresh: false, may: SELLERS, what: order },
  refundOrder: {
    fresh: true,
    may: SELLERS,
    what: ({ paid, registerId }) => ({
      orderId: paid,
      registerId,
      clientKey: uuid(),
      amount: "0.01",
      reason: "Returned",
    }),
  },
  settleMismatch: { fresh: false, may: IN_CHARGE_THERE, what: ({ paid }) => ({ orderId: paid, reason: "Seen" }) },
  keepPayment: { fresh: false, may: IN_CHARGE_THERE, what: ({ paid }) => ({ orderId: paid, reason: "Seen" }) },
  dismissNotice: {
    fresh: false,
    may: IN_CHARGE_THERE,
    what: async ({ storeId, notice }) => ({ storeId, noticeId: await notice(), reason: "Seen" }),
  },
  takeBack: {
    fresh: false,
    may: IN_CHARGE_THERE,
    what: ({ storeId, paid }) => ({ word: "settle", storeId, id: paid }),
  },
  /** Nothing is processed that was not shown. */
  replayNotice: {
    fresh: false,
    may: IN_CHARGE_THERE,
    what: ({ noticeId }) => ({ noticeId, mark: "0".repeat(64) }),
  },
  /** One that has not been sent: there is nothing to ask about. */
  askRefund: { fresh: false, may: SELLERS, what: ({ refunding, refundId }) => ({ orderId: refunding, refundId }) },
  findReceipts: { fresh: false, may: SELLERS, what: ({ paid }) => ({ orderId: paid }) },
  printReceipt: { fresh: false, may: SELLERS, what: ({ paid }) => ({ orderId: paid, refundId: null, paperWidth: 58 }) },
  lookUp: { fresh: false, may: SELLERS, what: ({ registerId }) => ({ registerId, number: "2088000000000000" }) },
  saveRegister: { fresh: false, may: SELLERS, what: ({ registerId }) => ({ registerId, volume: 35 }) },

  listDisplays: { fresh: false, may: SELLERS, what: register },
  pairDisplay: {
    fresh: false,
    may: SELLERS,
    what: async ({ registerId, unpaired }) => ({ registerId, code: await unpaired(), name: "Left" }),
  },
  assignDisplay: {
    fresh: false,
    may: SELLERS,
    what: async ({ registerId, paired }) => ({ registerId, displayId: await paired() }),
  },
  /**
   * A display that is gone is put out at the till, at once: it only shows, and whoever sells lets another one in. A till that is put
   * out sells no more before somebody in charge comes: that wants a young sign-in.
   */
  revokeDisplay: {
    fresh: false,
    may: IN_CHARGE_THERE,
    what: async ({ registerId, paired }) => ({ registerId, displayId: await paired() }),
  },

  openShift: { fresh: false, may: SELLERS, what: register },
  ownTotals: { fresh: false, may: SELLERS, what: register },
  takeOver: { fresh: false, may: SELLERS, what: ({ shiftId }) => ({ shiftId, note: "" }) },
  checkShift: {
    fresh: false,
    may: SELLERS,
    what: ({ shiftId, waiting }) => ({ shiftId, ask: [waiting], of: [waiting] }),
  },
  closeShift: { fresh: false, may: SELLERS, what: ({ shiftId }) => ({ shiftId, note: "", left: [] }) },
  printReport: { fresh: false, may: SELLERS, what: ({ reportId }) => ({ shiftId: reportId }) },

  /** Of the owner of the installation. So common a password is taken nowhere, and no store without a name. */
  claimOwner: { fresh: true, may: ["owner"], what: () => ({ name: "Wu Lan", login: uuid(), password: "12345678" }) },
  addFirstStore: { fresh: true, may: ["owner"], what: () => ({ general: {} }) },
  addStore: {
    fresh: true,
    may: ["owner"],
    what: ({ storeId }) => ({ storeId, practice: true, general: { name: "A further one" } }),
  },
  saveStore: {
    fresh: true,
    may: ["owner"],
    what: ({ storeId, storeName }) => ({ storeId, general: { name: storeName, idleLockMinutes: 0 } }),
  },
  nameRegister: {
    fresh: true,
    may: ["owner"],
    what: ({ storeId }) => ({ storeId, registerId: null, name: "Terrace" }),
  },
  saveCurrency: {
    fresh: true,
    may: ["owner"],
    what: ({ storeId, accountId }) => {
      const limits = { minAmount: "0.01", maxAmount: "50000", confirmFrom: "" };
      return { storeId, accountId, currency: "CNY", ...limits, accepted: false };
    },
  },
  /** One in which nothing is sold: the others are needed. */
  takeCurrency: { fresh: true, may: ["owner"], what: ({ storeId }) => ({ storeId, currency: "JPY" }) },
  checkAccount: {
    fresh: false,
    may: ["owner"],
    what: ({ storeId, accountId }) => ({ storeId, accountId, ...NO_ENTRIES }),
  },
  saveAccount: {
    fresh: true,
    may: ["owner"],
    what: ({ storeId, accountId }) => ({ storeId, accountId, ...NO_ENTRIES, shared: false, accepted: false }),
  },
  removeAccount: {
    fresh: true,
    may: ["owner"],
    what: async ({ storeId, account }) => ({ storeId, accountId: await account() }),
  },
  testAccount: { fresh: false, may: IN_CHARGE_THERE, what: ({ storeId, accountId }) => ({ storeId, accountId }) },
  testNews: { fresh: false, may: IN_CHARGE_THERE, what: ({ storeId, paid }) => ({ storeId, orderId: paid }) },
  testTyped: {
    fresh: false,
    may: ["owner"],
    what: ({ storeId, accountId }) => ({ storeId, accountId, ...NO_ENTRIES }),
  },

  countOrders: {
    fresh: true,
    may: [...IN_CHARGE_THERE, "auditor", "copied"],
    what: ({ storeId }) => ({ day: "all", storeId }),
  },
  countAudit: { fresh: true, may: [...IN_CHARGE_THERE, "auditor"], what: ({ storeId }) => ({ day: "all", storeId }) },

  addTill: { fresh: true, may: IN_CHARGE_THERE, what: ({ registerId }) => ({ registerId, name: "Right" }) },
  revokeDevice: { fresh: true, may: IN_CHARGE_THERE, what: async ({ till }) => ({ deviceId: await till() }) },
  assignRole: {
    fresh: true,
    may: IN_CHARGE,
    what: ({ storeId, memberId }) => ({ storeId, userId: memberId, role: "cashier" }),
  },
  switchPerson: { fresh: true, may: IN_CHARGE, what: async ({ person }) => ({ userId: await person(), isOn: false }) },
  resetPin: { fresh: true, may: IN_CHARGE, what: ({ storeId, memberId }) => ({ storeId, userId: memberId }) },
  issuePasswordLink: { fresh: true, may: IN_CHARGE, what: ({ storeId, memberId }) => ({ storeId, userId: memberId }) },
  invite: { fresh: true, may: IN_CHARGE, what: ({ storeId }) => ({ storeId, role: "cashier" }) },
  withdrawInvitation: {
    fresh: true,
    may: IN_CHARGE,
    what: async ({ invitation }) => ({ invitationId: await invitation() }),
  },
  /** The stranger's store is the same merchant's. */
  saveRole: {
    fresh: true,
    may: [...IN_CHARGE, "stranger"],
    what: ({ merchantId }) => ({ roleId: null, merchantId, base: "cashier", name: uuid(), rights: [] }),
  },
  /** With a link that was used: it says so to whoever holds it, and does nothing. */
  join: {
    fresh: false,
    may: SUBJECTS,
    what: ({ usedLink }) => ({ token: usedLink, name: "Wu Lan", login: uuid(), password: "seven green lanterns" }),
  },
  choosePassword: {
    fresh: false,
    may: SUBJECTS,
    what: ({ usedPasswordLink }) => ({ token: usedPasswordLink, password: "seven green lanterns" }),
  },
  joinAsUser: {
    fresh: false,
    may: THEMSELVES,
    what: ({ usedLink }) => ({ token: usedLink }),
  },
  /** Everybody sets the own PIN; of so many digits it is taken nowhere. */
  setPin: { fresh: false, may: MEMBERS, what: ({ storeId }) => ({ storeId, password: "x", pin: "12" }) },
  beginSecondStep: { fresh: true, may: THEMSELVES, what: () => ({}) },
  confirmSecondStep: { fresh: false, may: THEMSELVES, what: () => ({ code: "000000" }) },
  removeSecondStep: { fresh: true, may: THEMSELVES, what: () => ({}) },
  renewRecoveryCodes: { fresh: true, may: THEMSELVES, what: () => ({}) },
  /** Of somebody else: it says that this one is over, as of one that never was, and ends nothing. */
  endSession: { fresh: false, may: THEMSELVES, what: ({ memberSession }) => ({ sessionId: memberSession }) },
  endOtherSessions: { fresh: false, may: THEMSELVES, what: () => ({}) },
  /** At an address without a name there are none. */
  beginPasskey: { fresh: true, may: THEMSELVES, what: () => ({}) },
  addPasskey: { fresh: false, may: THEMSELVES, what: () => ({ name: "Phone", answer: NO_PASSKEY }) },
  removePasskey: { fresh: true, may: THEMSELVES, what: ({ memberPasskey }) => ({ passkeyId: memberPasskey }) },
  /** Before the sign-in: everybody may be asked. */
  askPasskey: { fresh: false, may: SUBJECTS, what: () => ({}) },
  /** So short a password is taken nowhere. */
  setPassword: { fresh: false, may: THEMSELVES, what: () => ({ password: "x", next: "12" }) },
  /** The till asks, whoever is at it. The PIN is a wrong one, which is told to tills of the approver's store alone. */
  openPin: {
    fresh: false,
    may: ["tillAlone", "pinHere", "managerByPin"],
    what: ({ cashierId, approverId }) => ({ userId: cashierId, approverId, pin: "0001" }),
  },
};

/** Actions that hold no right of anybody: what a browser chose for itself. */
export const OPEN_ACTIONS = ["savePreference"];

const EVERY_MANAGER = [...IN_CHARGE_THERE, "stranger", "pinElsewhere"] as const;
const EVERY_SELLER = [...SELLERS, "stranger", "pinElsewhere"] as const;

/** By address: which one is opened. Who may not is led elsewhere or finds nothing, and nobody reads of a store that is not theirs. */
export const PAGES: Record<string, Rule<string>> = {
  "/": { may: [...EVERY_SELLER, "tillAlone", "tillElsewhere"], what: () => "/" },
  "/orders": {
    may: [...EVERY_MANAGER, "auditor", "copied"],
    what: ({ storeId }) => `/orders?day=all&storeId=${storeId}`,
  },
  "/dashboard": {
    may: [...EVERY_MANAGER, "auditor", "copied"],
    what: ({ storeId }) => `/dashboard?storeId=${storeId}`,
  },
  "/dashboard/table": {
    may: [...EVERY_MANAGER, "auditor", "copied"],
    what: ({ storeId }) => `/dashboard/table?table=cashiers&storeId=${storeId}`,
  },
  "/orders/[orderId]": { may: [...IN_CHARGE_THERE, "auditor", "copied"], what: ({ paid }) => `/orders/${paid}` },
  "/exceptions": {
    may: [...EVERY_MANAGER, "auditor", "copied"],
    what: ({ storeId }) => `/exceptions?storeId=${storeId}`,
  },
  "/notifications": {
    may: [...EVERY_MANAGER, "auditor", "copied"],
    what: ({ storeId }) => `/notifications?day=all&storeId=${storeId}`,
  },
  "/notifications/[noticeId]": {
    may: [...IN_CHARGE_THERE, "auditor", "copied"],
    what: ({ noticeId }) => `/notifications/${noticeId}?dry=1`,
  },
  "/audit": {
    may: [...EVERY_MANAGER, "auditor"],
    what: ({ storeId }) => `/audit?day=all&check=1&storeId=${storeId}`,
  },
  "/setup": { may: ["owner"], what: () => "/setup" },
  "/stores": { may: EVERY_MANAGER, what: () => "/stores" },
  "/stores/new": { may: ["owner", "stranger"], what: () => "/stores/new" },
  "/stores/[storeId]": { may: IN_CHARGE_THERE, what: ({ storeId }) => `/stores/${storeId}` },
  "/stores/[storeId]/credentials": { may: IN_CHARGE_THERE, what: ({ storeId }) => `/stores/${storeId}/credentials` },
  "/stores/[storeId]/credentials/new": { may: ["owner"], what: ({ storeId }) => `/stores/${storeId}/credentials/new` },
  "/stores/[storeId]/credentials/[accountId]": {
    may: IN_CHARGE_THERE,
    what: ({ storeId, accountId }) => `/stores/${storeId}/credentials/${accountId}`,
  },
  "/shift": { may: EVERY_SELLER, what: () => "/shift" },
  "/shift/[shiftId]": { may: SELLERS, what: ({ reportId }) => `/shift/${reportId}` },
  "/device": { may: EVERY_MANAGER, what: () => "/device" },
  "/account": { may: [...MEMBERS, "stranger", "pinElsewhere"], what: () => "/account" },
  "/pin": { may: [...MEMBERS, "stranger", "pinElsewhere"], what: () => "/pin" },
  "/staff": { may: [...IN_CHARGE, "stranger"], what: () => "/staff" },
  "/staff/roles": { may: [...IN_CHARGE, "stranger"], what: () => "/staff/roles" },
  "/no-store": { may: ["developer", "demoted"], what: () => "/no-store" },
};

/** By address: posted to, it answers with a table of the page beside it. Who may not is led back and gets nothing. */
export const DOWNLOADS: Record<string, Rule<string>> = {
  "/orders/export": {
    may: [...IN_CHARGE_THERE, "auditor", "copied"],
    what: ({ storeId }) => `/orders/export?day=all&storeId=${storeId}`,
  },
  "/audit/export": {
    may: [...IN_CHARGE_THERE, "auditor"],
    what: ({ storeId }) => `/audit/export?day=all&storeId=${storeId}`,
  },
};

/** Pages that everybody may open: they show nothing of a store, or what their address was given out for. */
export const OPEN_PAGES: Record<string, (place: Place) => { path: string; status: number; forged?: string }> = {
  "/login": () => ({ path: "/login", status: 200 }),
  "/sign-out": () => ({ path: "/sign-out", status: 200 }),
  "/display": () => ({ path: "/display", status: 200 }),
  "/api/auth/[...nextauth]": () => ({ path: "/api/auth/csrf", status: 200, forged: "/api/auth/session" }),
  "/join/[token]": ({ usedLink }) => ({ path: `/join/${usedLink}`, status: 200, forged: `/join/${"A".repeat(43)}` }),
  "/pay/[token]": ({ payToken }) => ({ path: `/pay/${payToken}`, status: 303, forged: `/pay/${"A".repeat(22)}` }),
  "/pay/[token]/result": ({ payToken }) => ({
    ...{ path: `/pay/${payToken}/result`, status: 200 },
    forged: `/pay/${"A".repeat(22)}/result`,
  }),
  "/r/[token]": ({ receiptToken }) => ({ path: `/r/${receiptToken}`, status: 200, forged: `/r/${"0".repeat(32)}` }),
};

/** By method and address at the front. */
export const ENDPOINTS: Record<string, Rule<string>> = {
  "GET /state": { may: [...SELLERS, "tillAlone"], what: ({ registerId }) => `/state?register=${registerId}` },
  "GET /stream": { may: [...SELLERS, "tillAlone"], what: ({ registerId }) => `/stream?register=${registerId}` },
  "GET /inbox": { may: [...IN_CHARGE_THERE, "auditor", "copied"], what: ({ storeId }) => `/inbox?store=${storeId}` },
  "GET /display-state": { may: ["display"], what: () => "/display-state" },
  "GET /display-stream": { may: ["display"], what: () => "/display-stream" },
  /** For callers on this machine and holders of a token: a browser elsewhere is neither, whoever is signed in there. */
  "GET /readyz": { may: [], what: () => "/readyz" },
  "GET /metrics": { may: [], what: () => "/metrics" },
};

/** Endpoints that ask for no person: why. */
export const OPEN_ENDPOINTS: Record<string, string> = {
  "GET /healthz": "says only that there is a front",
  "GET /session":
    "tells a browser by a word whether it is still who it was, and those whom nobody knows that nobody is",
  "POST /display-pairing": "gives a browser digits, which are worth nothing until somebody of a store takes them",
  "POST /notify/:generation/:token": "Alipay's: believed by its signature alone",
};

// What of the audit's kinds is done by which action, and how young and how strong a sign-in that wants (S12, T11, W4).
import type { AuditKind } from "#lib/audit/view.ts";

/** strong: at a live store a young sign-in with a second step or a passkey. A sentence: why any sign-in will do. */
type Proof = "strong" | "fresh" | `${string} ${string}`;

const STOPS_A_SALE = "the customer waits at the till, and no money leaves the shop that was not taken back";
const SAYS_ONLY = "it says something of money that has moved already, and moves none";
const LINK = "the link is the proof: it was handed out by a strong sign-in, and is good once";
const PIN_OF_APPROVER = "it asks for the approver's PIN itself, and counts wrong ones";
const OWN_PASSWORD = "it asks for the own password itself, and counts wrong ones";
const AT_TILL = "whoever sells lets displays in and puts them out: they only show";
const BEGUN_YOUNG = "the second part of what began with a young sign-in, and worth nothing without it";

/** By kind, the actions that write it. Kinds without one are of strangers, of the server's own commands or of a table that is downloaded. */
export const RISKY: Record<AuditKind, Record<string, Proof>> = {
  refund: { refundOrder: "fresh" },
  approval: { refundOrder: "fresh" },
  cancel: { cancelOrder: STOPS_A_SALE },
  late_accepted: { acceptLate: SAYS_ONLY },
  double_settled: { settleDouble: SAYS_ONLY },
  mismatch_settled: { settleMismatch: SAYS_ONLY },
  cancel_given_up: { keepPayment: SAYS_ONLY },
  notice_dismissed: { dismissNotice: SAYS_ONLY },
  notice_replayed: { replayNotice: "it says again what Alipay has signed, and is believed by that signature alone" },
  word_taken_back: { takeBack: SAYS_ONLY },
  shift_closed_unclear: { closeShift: SAYS_ONLY },
  sign_in_refused: {},
  pin_refused: { openPin: PIN_OF_APPROVER },
  pin_set: { setPin: OWN_PASSWORD },
  pin_opened: { openPin: PIN_OF_APPROVER },
  pin_reset: { resetPin: "fresh" },
  person_invited: { invite: "strong" },
  invitation_withdrawn: { withdrawInvitation: "fresh" },
  person_joined: { join: LINK, joinAsUser: LINK },
  person_removed: { assignRole: "strong" },
  person_switched_off: { switchPerson: "fresh" },
  person_switched_on: { switchPerson: "strong" },
  role_given: { assignRole: "strong" },
  role_saved: { saveRole: "strong" },
  password_link: { issuePasswordLink: "strong" },
  password_set: { choosePassword: LINK },
  password_changed: { setPassword: OWN_PASSWORD, claimOwner: "fresh" },
  second_step_set: { confirmSecondStep: BEGUN_YOUNG },
  second_step_removed: { removeSecondStep: "fresh" },
  recovery_codes_made: { renewRecoveryCodes: "fresh" },
  recovery_code_used: {},
  sessions_ended: {
    ...{ endSession: "it only ends what is open, and can wait for nothing" },
    ...{ endOtherSessions: "it only ends what is open, and can wait for nothing" },
  },
  passkey_added: { addPasskey: BEGUN_YOUNG },
  passkey_removed: { removePasskey: "fresh" },
  till_added: { addTill: "fresh" },
  display_paired: { pairDisplay: AT_TILL },
  device_revoked: { revokeDevice: "fresh", addTill: "fresh", revokeDisplay: AT_TILL },
  store_applied: {
    ...{ addFirstStore: "fresh", addStore: "fresh", saveStore: "fresh", nameRegister: "fresh" },
    ...{ saveCurrency: "strong", takeCurrency: "fresh" },
  },
  account_applied: { saveAccount: "strong", removeAccount: "strong" },
  person_applied: {},
  key_rotated: {},
  buyer_forgotten: {},
  audit_exported: {},
  orders_exported: {},
};

/** The actions that write something of this, and what proof it wants of them. */
export const PROOFS = Object.entries(RISKY).flatMap(([kind, actions]) =>
  Object.entries(actions).map(([action, proof]) => ({ kind, action, proof })),
);

/** The five roles of a store. Copies that can be changed come with the settings pages. */
export const ROLES = ["owner", "manager", "cashier", "auditor", "developer"] as const;
export type Role = (typeof ROLES)[number];

export type Right =
  /** Charge, cancel, ask, accept late money. */
  | "sell"
  /** The last sales of a register. */
  | "see_recent"
  /** Open, hand over and close shifts, and see their sums. */
  | "run_shift"
  /** Close a shift although something in it is not certain. */
  | "close_unclear"
  /** Give money back at all; how much without a second person: refund limits, or `refund_freely`. */
  | "refund"
  /** Where the store names no limits: whatever is left of a payment. */
  | "refund_freely"
  /** Be the second person for what somebody else may not do alone. */
  | "approve"
  /** Pair a customer's display with a register. */
  | "pair_display"
  /** Let browsers in as tills, and shut out tills and displays. */
  | "manage_devices"
  /** All orders of the store, with their sums. */
  | "see_orders";

const AT_THE_TILL: readonly Right[] = ["sell", "see_recent", "run_shift", "refund", "pair_display"];
const IN_CHARGE: readonly Right[] = [
  ...AT_THE_TILL,
  ...(["close_unclear", "refund_freely", "approve", "manage_devices", "see_orders"] as const),
];

const RIGHTS: Record<Role, readonly Right[]> = {
  owner: IN_CHARGE,
  manager: IN_CHARGE,
  cashier: AT_THE_TILL,
  auditor: ["see_orders"],
  developer: [],
};

export const may = (role: Role, right: Right): boolean => RIGHTS[role].includes(right);

/** The roles that have a right, for `in (…)` of a statement: words of ours, never of a request. */
export const rolesWith = (right: Right): string =>
  ROLES.filter((role) => may(role, right))
    .map((role) => `'${role}'`)
    .join(", ");

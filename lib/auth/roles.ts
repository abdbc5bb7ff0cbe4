/** The five roles of a store. They stay as they are; a merchant may have copies of them that differ (lib/staff). */
export const ROLES = ["owner", "manager", "cashier", "auditor", "developer"] as const;
export type Role = (typeof ROLES)[number];

const AT_THE_TILL = [
  /** Charge, cancel, ask, accept late money. */
  "sell",
  /** The last sales of a register. */
  "see_recent",
  /** Open, hand over and close shifts, and see their sums. */
  "run_shift",
  /** Give money back at all; how much without a second person: refund limits, or `refund_freely`. */
  "refund",
  /** Pair a customer's display with a register. */
  "pair_display",
] as const;

const SEES = [
  /** All orders of the store, with their sums. */
  "see_orders",
  /** Who did what that is risky, in the store and to its people. */
  "see_audit",
] as const;

/** What a copy of a role may hold. */
export const COPY_RIGHTS = [
  ...AT_THE_TILL,
  /** Close a shift although something in it is not certain; say that what is odd is dealt with (lib/exceptions). */
  "close_unclear",
  /** Where the store names no limits: whatever is left of a payment. */
  "refund_freely",
  /** Be the second person for what somebody else may not do alone. */
  "approve",
  /** Let browsers in as tills, and shut out tills and displays. */
  "manage_devices",
  /** How the store is set up, with its accounts but for their secrets; tries their connections. */
  "see_store",
  ...SEES,
  /** Say who works in the store and as what, but for those who may more than oneself. */
  "manage_staff",
] as const;

export type CopyRight = (typeof COPY_RIGHTS)[number];
/** manage_owners: say so of owners too. manage_stores: make stores and change how they are set up, accounts included. No copy has them. */
export type Right = CopyRight | "manage_owners" | "manage_stores";

export const RIGHTS: Record<Role, readonly Right[]> = {
  owner: [...COPY_RIGHTS, "manage_owners", "manage_stores"],
  manager: COPY_RIGHTS,
  cashier: AT_THE_TILL,
  auditor: SEES,
  developer: [],
};

export const isRole = (text: string): text is Role => ROLES.some((role) => role === text);

/** Whether somebody may, whose rights at a store were read by `rightsOf`. */
export const may = ({ rights }: { rights: readonly Right[] }, right: Right): boolean => rights.includes(right);

const fixedWith = (right: Right): Role[] => ROLES.filter((role) => RIGHTS[role].includes(right));

/** Whether the role in a column has a right, for statements that are asked all the time: copies are looked for last, and one by one. */
export const hasRight = (role: string, right: Right): string =>
  `(${role} = any ('{${fixedWith(right)}}') or exists (select from role_copy where id::text = ${role} and '${right}' = any(rights)))`;

/** The roles that have a right, copies among them, for `in (…)` of a statement: words of ours, never of a request. */
export const rolesWith = (right: Right): string =>
  `select unnest('{${fixedWith(right)}}'::text[])
     union all select id::text from role_copy where '${right}' = any(rights)`;

/** The rights of the role in a column, as an array: none for what is no role. */
export const rightsOf = (role: string): string =>
  `coalesce(case ${role} ${ROLES.map((one) => `when '${one}' then '{${RIGHTS[one]}}'::text[]`).join(" ")}
     else (select rights from role_copy where id::text = ${role}) end, '{}')`;

/** The fixed role that the role in a column is or copies: refund limits are of these. */
export const baseOf = (role: string): string =>
  `coalesce((select base from role_copy where id::text = ${role}), ${role})`;

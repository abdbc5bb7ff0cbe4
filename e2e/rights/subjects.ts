/** Who tries. Those without a further word are people of the store, signed in by password. */
export const SUBJECTS = [
  ...(["owner", "manager", "cashier", "auditor", "developer"] as const),
  /** A cashier who signed in by PIN at the store's till. */
  "pinHere",
  /** A manager who did so. */
  "managerByPin",
  /** Somebody whose role is a copy of a cashier's that may see the orders, too. */
  "copied",
  /** A manager of the store, and of another one, who signed in by PIN at the other one's till. */
  "pinElsewhere",
  /** Owner of another store. */
  "stranger",
  /** The store's till, nobody signed in; and the other store's. */
  ...(["tillAlone", "tillElsewhere"] as const),
  /** The store's paired display. */
  "display",
  /** Managers of the store: one was switched off, one has signed out, one has become a developer, each with the old session. */
  ...(["disabled", "signedOut", "demoted"] as const),
  /** A session that somebody made with a secret of their own. */
  "forged",
  "nobody",
] as const;

export type Subject = (typeof SUBJECTS)[number];

import type { Generation } from "#lib/payments/gateway.ts";

export const STEPS = ["owner", "store", "credentials", "test", "sale"] as const;
export type Step = (typeof STEPS)[number];

/** An account with which a connection is tested and a sale is made: the installation's own ones, then those for practice. */
export type Trial = {
  storeId: string;
  storeName: string;
  practice: boolean;
  accountId: string;
  code: string;
  generation: Generation;
  /** What the store sells in with it. */
  currencies: string[];
  /** ISO 8601; null while its present credentials have passed no test with these currencies. */
  testedAt: string | null;
  /** Somebody has paid with it. */
  sold: boolean;
};

/** How far a new installation is. Nothing of it is stored: each step is seen in what it has made. */
export type SetupView = {
  owner: { name: string; login: string };
  /** The first store that is not for practice alone. */
  storeId: string | null;
  done: Record<Step, boolean>;
  /** The first step that is to be done; null when none is. */
  next: Step | null;
  trials: Trial[];
};

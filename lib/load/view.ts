import type { EventRow } from "./sales/make-attempt.ts";

/** A row as the database names its columns; instants are milliseconds since 1970 until they are written. */
export type Row = Record<string, unknown>;

/** What one business day of a store adds to the tables, in the order in which it is written. */
export type DayRows = {
  shifts: Row[];
  orders: Row[];
  attempts: Row[];
  refunds: Row[];
  /** The refunds once more, as they ended. */
  refundEnds: Row[];
  events: EventRow[];
  notices: Row[];
  shiftEvents: Row[];
  reports: Row[];
};

export type LoadRegister = { id: string; name: string };
export type LoadPerson = { id: string; name: string; login: string };

/** A store of the load with everything that its sales name. */
export type LoadStore = {
  /** Its place in the list: a stream of random numbers of its own. */
  at: number;
  id: string;
  name: string;
  timeZone: string;
  dayStartMinute: number;
  currency: string;
  codeLifeMinutes: number;
  habits: Habits;
  registers: LoadRegister[];
  cashiers: LoadPerson[];
  manager: LoadPerson;
  /** By currency. */
  accounts: Map<string, { id: string; version: number; generation: "openapi" | "mapi" | "intl" }>;
};

/** How people shop there. */
export type Habits = {
  /** Its part of all orders. */
  share: number;
  /** How many come in each hour of the store's clock, from midnight. */
  hours: readonly number[];
  /** How many come on each day of the week, from Sunday. */
  weekdays: readonly number[];
  /** What a sale usually is, in units of its currency, and how far sales differ: the deviation of its logarithm. */
  usual: Readonly<Record<string, number>>;
  spread: number;
  /** How often each currency is taken. */
  currencies: readonly { currency: string; share: number }[];
  references: "table" | "number" | "none";
  /** Whether people work in shifts. */
  shifts: boolean;
};

/** Money that a closing report counts. */
export type CountedMoney = {
  paid: boolean;
  /** A second payment of its sale. */
  double: boolean;
  currency: string;
  amount: bigint;
  person: LoadPerson;
};

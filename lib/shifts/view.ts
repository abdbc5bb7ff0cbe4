/** Sums of one currency, minor units as text. `net` is sales less refunds. */
export type Sums = {
  currency: string;
  count: number;
  sales: string;
  refundCount: number;
  refunds: string;
  net: string;
};

/**
 * Where money of a report comes from. own: of this shift. late: it arrived for an earlier shift after that one had been closed.
 * outside: given back while no shift was open. double: second payments of sales that were paid already, with what went back of
 * them; they are no income of anybody (I2).
 */
export const PARTS = ["own", "late", "outside", "double"] as const;
export type Part = (typeof PARTS)[number];

/** The gateway is asked about so many items at the same time. */
export const MOST_ASKED = 4;

/** What the truth check says. waiting: its code can still be paid. queued: the gateway takes it later. checking: nobody knows yet. */
export type ItemState = "paid" | "ended" | "waiting" | "checking" | "done" | "refused" | "queued";

/** An order or a refund that the truth check asks about. */
export type CheckItem = {
  id: string;
  what: "order" | "refund";
  state: ItemState;
  /** Nobody knows how it ends: a shift is closed over it only by somebody who may. */
  unclear: boolean;
  amount: string;
  currency: string;
  reference: string | null;
  at: string;
};

export type LeftOpen = CheckItem & { note: string };

/** The same for X (now, without number and end) and Z (final). Instants are ISO 8601 texts. */
export type ShiftReport = {
  number: number | null;
  /** The closing report before this one on the same register. */
  previous: number | null;
  storeName: string;
  registerName: string;
  practice: boolean;
  timeZone: string;
  /** "2026-11-22": the store's day in which the shift was opened. */
  businessDay: string;
  openedAt: string;
  openedBy: string;
  deviceName: string | null;
  heldBy: string;
  /** When the report was made: for Z the end of the shift. */
  at: string;
  closedBy: string | null;
  handOvers: { at: string; from: string; to: string; note: string }[];
  parts: Record<Part, Sums[]>;
  /** All that this report counts. */
  total: Sums[];
  /** Of the shift's own money: sales by who charged, refunds by who asked for them. */
  cashiers: { name: string; sums: Sums[] }[];
  leftOpen: LeftOpen[];
  note: string;
};

export type PastReport = { shiftId: string; number: number; closedAt: string; closedBy: string };

/** What the page of a register shows of its shift. */
export type ShiftView = {
  /** Newest first. */
  past: PastReport[];
  mayCloseUnclear: boolean;
} & (
  | { kind: "none"; before: { note: string; leftOpen: LeftOpen[] } | null }
  | { kind: "open"; shiftId: string; isMine: boolean; report: ShiftReport; unclear: CheckItem[] }
);

/** A closing report as it is printed; `copies` counts how often it was printed before. */
export type StoredReport = { shiftId: string; report: ShiftReport; copies: number };

/** What one cashier sold in the open shift (C12). */
export type OwnTotals = { sums: Sums[] };

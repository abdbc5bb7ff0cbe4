/** So many payments in a row without a notice are no accident. */
export const ENOUGH = 20;

type Heard = {
  practice: boolean;
  lastNotice: Date | null;
  /** Paid since the last notice, long enough ago for one to have come. */
  payments: number;
};

/**
 * Whether the notices of an account do not arrive. Arriving is enough: what the notice did, and whether a question was faster, says
 * nothing about the way to us. An account that never heard one is asked about after its first real sale.
 */
export const isSilent = ({ practice, lastNotice, payments }: Heard, enough = ENOUGH): boolean =>
  payments >= (lastNotice === null && !practice ? 1 : enough);

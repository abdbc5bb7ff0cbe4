import type { Warrant } from "../decide-warrant.ts";

/** On whose word a refund goes: seven parameters, from the one that is numbered `first`. */
export const warrantValues = ({ approverId, registerId, personId, storeId, day, perDay }: Warrant): unknown[] => [
  approverId,
  registerId,
  personId,
  storeId,
  day.from,
  day.until,
  perDay,
];

export function warrantColumns(first: number) {
  const [approver, register, person, store, from, until, perDay] = Array.from(
    { length: 7 },
    (_, at) => `$${first + at}`,
  );
  return {
    approver: `${approver}::uuid`,
    /** The shift that is open where the refund is asked for. */
    shift: `(select id from shift where register_id = ${register}::uuid and closed_at is null)`,
    /** True while the person stays within what a day allows. It waits for other refunds of the same person (I12). */
    fitsDay: (amount: string, currency: string) =>
      `(${perDay}::bigint is null or ${amount} + hold_refunded_between(${person}::uuid, ${store}::uuid, ${currency}::text,
        ${from}::timestamptz, ${until}::timestamptz) <= ${perDay}::bigint)`,
  };
}

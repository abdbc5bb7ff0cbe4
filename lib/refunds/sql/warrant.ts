import { doerValues, entryInsert } from "#lib/audit/sql/insert-entry.ts";
import { hasRight, type Right } from "#lib/auth/roles.ts";
import type { Warrant } from "../decide-warrant.ts";

/** On whose word a refund goes: ten parameters, from the one that is numbered `first`. */
export const warrantValues = ({ doer, approverId, registerId, personId, storeId, day, perDay }: Warrant): unknown[] => [
  approverId,
  registerId,
  personId,
  storeId,
  day.from,
  day.until,
  perDay,
  ...doerValues(doer),
];

export function warrantColumns(first: number) {
  const [approver, register, person, store, from, until, perDay] = Array.from(
    { length: 7 },
    (_, at) => `$${first + at}`,
  );
  const may = (who: string, right: Right) =>
    `exists (select from membership m join app_user u on u.id = m.user_id and u.disabled_at is null
       where m.user_id = ${who}::uuid and m.store_id = ${store}::uuid and ${hasRight("m.role", right)})`;
  const place = { doer: first + 7, store: `${store}::uuid`, register: `${register}::uuid` };
  return {
    /** What the audit tells: of who asks, and of the second person where there is one. Without the reason, which people write. */
    entries: ({ orderId, facts, from }: { orderId: string; facts: string; from: string }): string => {
      const told = {
        ...place,
        subject: "order" as const,
        subjectId: orderId,
        facts: `${facts}::jsonb - 'reason'`,
        from,
      };
      const approval = { ...told, user: `${approver}`, from: `${from} where ${approver}::uuid is not null` };
      return `asked as (${entryInsert({ ...told, kind: "refund" })}
     ), approved as (${entryInsert({ ...approval, kind: "approval" })})`;
    },
    approver: `${approver}::uuid`,
    /** The shift that is open where the refund is asked for. */
    shift: `(select id from shift where register_id = ${register}::uuid and closed_at is null)`,
    /**
     * True while both still may, who could have lost it since a PIN was asked for, and the person stays within what a day
     * allows. It waits for other refunds of the same person (I12).
     */
    holds: (amount: string, currency: string) =>
      `${may(`$${place.doer}`, "refund")} and (${approver}::uuid is null or ${may(`${approver}`, "approve")})
       and (${perDay}::bigint is null or ${amount} + hold_refunded_between(${person}::uuid, ${store}::uuid, ${currency}::text,
        ${from}::timestamptz, ${until}::timestamptz) <= ${perDay}::bigint)`,
  };
}

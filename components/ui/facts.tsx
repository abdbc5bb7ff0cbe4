import { Fragment, type ReactNode } from "react";

/** Names and values, one pair a line. Pairs without a value are left out. */
export function Facts({ pairs }: { pairs: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] text-table *:border-line *:border-b *:py-2.5 [&>:nth-last-child(-n+2)]:border-0">
      {pairs
        .filter(([, value]) => value !== null && value !== "")
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt className="pr-6 text-muted">{name}</dt>
            <dd className="text-right [overflow-wrap:anywhere]">{value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}

import { Fragment, type ReactNode } from "react";

type Props = {
  pairs: readonly (readonly [name: string, value: ReactNode])[];
  /** On a card as wide as a page: values stand close to their names. */
  wide?: boolean;
};

/** Names and values, one pair a line. Pairs without a value are left out. */
export function Facts({ pairs, wide = false }: Props) {
  return (
    <dl
      className={`grid grid-cols-[fit-content(60%)_1fr] text-table *:border-line *:border-b *:py-2.5 [&>:nth-last-child(-n+2)]:border-0 ${wide ? "tablet:grid-cols-[17rem_1fr]" : ""}`}
    >
      {pairs
        .filter(([, value]) => value !== null && value !== "")
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt className="pr-4 text-muted">{name}</dt>
            <dd className={`text-right [overflow-wrap:anywhere] ${wide ? "tablet:text-left" : ""}`}>{value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}

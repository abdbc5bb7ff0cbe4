import type { ReactNode } from "react";

type Props = { sign: string; children: ReactNode; className?: string; signClass?: string };

/** True where an amount has to step down one size of type, so that a phone of 320 px still shows it whole. */
export const isLongAmount = (sign: string, digits: string): boolean => digits.length > (sign.length > 1 ? 8 : 9);

/** A large amount: the sign half as big and quiet, the digits never wrapped. */
export function Amount({ sign, children, className = "", signClass = "text-muted" }: Props) {
  return (
    <span className={`flex items-baseline gap-2.5 whitespace-nowrap font-semibold tracking-[-0.025em] ${className}`}>
      <span className={`font-normal text-[max(0.5em,0.8125rem)] leading-none tracking-[0] ${signClass}`}>{sign}</span>
      <span>{children}</span>
    </span>
  );
}

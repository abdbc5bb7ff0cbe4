import type { ReactNode } from "react";
import { ReceiptCode } from "./receipt-code.tsx";
import { Say } from "./say.tsx";
import { Stripes } from "./stripes.tsx";
import type { Fact, Words, WrittenReceipt } from "./written.ts";

type Props = {
  receipt: WrittenReceipt;
  /** What the code is called for those who do not see it. */
  codeLabel: string;
};

/** A receipt, top to bottom as on paper; its sizes follow the size of type around it. */
export function Receipt({ receipt, codeLabel }: Props) {
  const { practice, taxId, lines, total, url, footer } = receipt;
  const say = (words: Words) => <Say words={words} second={receipt.secondLanguage} />;
  const stack = (words: Words) => <Say stacked words={words} second={receipt.secondLanguage} />;
  const pairs = (facts: readonly Fact[]) =>
    facts.map(({ name, value }) => (
      <Pair key={name.text} name={say(name)}>
        {value}
      </Pair>
    ));
  return (
    <div lang={receipt.language} className="grid grid-cols-1 gap-[1em] leading-[1.35] [overflow-wrap:anywhere]">
      {practice !== null && <PracticeHead>{stack(practice)}</PracticeHead>}
      <header className="break-inside-avoid text-center">
        <p className="font-semibold text-[1.25em] leading-tight">{receipt.storeName}</p>
        {receipt.address !== null && <p>{receipt.address}</p>}
        {taxId !== null && (
          <p>
            {say(taxId.name)} {taxId.value}
          </p>
        )}
      </header>
      <h1 className="break-inside-avoid text-center font-semibold text-[1.167em]">{stack(receipt.title)}</h1>
      <dl>{pairs(receipt.facts)}</dl>
      <dl className="border-text border-y border-dashed py-[0.5em]">
        {lines.map(({ number, amount }) => (
          <Pair key={number} name={number}>
            <Sum>{amount}</Sum>
          </Pair>
        ))}
        <Pair name={say(total.name)} className={`font-semibold leading-tight ${totalSize(total.value)}`}>
          <Sum>{total.value}</Sum>
        </Pair>
        {receipt.sums.map(({ name, value }) => (
          <Pair key={name.text} name={say(name)}>
            <Sum>{value}</Sum>
          </Pair>
        ))}
      </dl>
      <dl>{pairs(receipt.proof)}</dl>
      <div className="grid break-inside-avoid justify-items-center gap-[0.5em] text-center">
        <div>
          <p className="font-semibold">{stack(receipt.state)}</p>
          <p>{receipt.checked}</p>
        </div>
        {url !== null && <ReceiptCode url={url} label={codeLabel} />}
      </div>
      {footer !== null && <p className="break-inside-avoid whitespace-pre-line text-center">{footer}</p>}
    </div>
  );
}

/** On top of everything that a practice store gives out (C17). */
export function PracticeHead({ children }: { children: ReactNode }) {
  return (
    <div className="grid gap-[0.5em] text-center font-semibold">
      <Stripes />
      <p>{children}</p>
    </div>
  );
}

/** A name and what it stands for, on one line where both fit. */
function Pair({ name, className = "", children }: { name: ReactNode; className?: string; children: ReactNode }) {
  return (
    <div className={`flex break-inside-avoid flex-wrap justify-between gap-x-[1em] ${className}`}>
      <dt>{name}</dt>
      <dd className="ml-auto text-right">{children}</dd>
    </div>
  );
}

const Sum = ({ children }: { children: ReactNode }) => <span className="whitespace-nowrap">{children}</span>;

/** An amount never wraps: one that is longer than narrow paper is wide steps down. */
const totalSize = (value: string): string => (value.length > 15 ? "text-[1.167em]" : "text-[1.667em]");

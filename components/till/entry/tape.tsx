"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { amountText } from "#lib/money/format.ts";
import { parseMoney } from "#lib/money/money.ts";
import type { Entry, EntryAction } from "./amount-entry.ts";
import { drawnTyped } from "./typed.ts";

const ROW = "flex min-h-11 items-center gap-2 border-line border-b";

/** The lines that are added up, and the one that is being typed, on the edge of the total. */
export function Tape({ entry, press }: { entry: Entry; press: (action: EntryAction) => void }) {
  const t = useTranslations("till.entry");
  const last = useRef<HTMLLIElement>(null);
  const count = entry.lines.length;
  useEffect(() => {
    if (count > 0) last.current?.scrollIntoView({ block: "nearest" });
  }, [count]);
  if (count === 0) return null;
  const rows = entry.lines.map((line, index) => ({ line, number: index + 1 }));
  return (
    <ol className="-mx-3 min-h-11 shrink overflow-y-auto px-3">
      {rows.map(({ line, number }) => (
        <li key={number} className={ROW}>
          <IconButton
            icon="x"
            className="-ml-3 text-muted!"
            label={t("remove", { number })}
            onClick={() => press({ type: "remove", index: number - 1 })}
          />
          <span className="flex-1 text-muted text-table">{t("line", { number })}</span>
          <span className="text-tape">{grouped(line, entry.currency)}</span>
        </li>
      ))}
      <li ref={last} className={`${ROW} relative pl-10`}>
        <span className="flex-1 text-muted text-table">{t("line", { number: count + 1 })}</span>
        <span className="text-tape">{drawnTyped(entry.typed, entry)}</span>
        <span aria-hidden="true" className="absolute -right-2 h-5 w-[3px] rounded-[2px] bg-accent" />
      </li>
    </ol>
  );
}

function grouped(line: string, currency: string): string {
  const parsed = parseMoney(line, currency);
  return parsed.ok ? amountText(parsed.money) : line;
}

"use client";

import { useTranslations } from "next-intl";
import type { PointerEvent } from "react";
import { Icon } from "#components/ui/icon.tsx";
import type { useDigits } from "./use-digits.ts";

type Props = {
  length: number;
  digits: ReturnType<typeof useDigits>;
  off: boolean;
  /** What was wrong with the last PIN; it shakes anew for each. */
  refusal: { text: string; times: number } | null;
};

const KEY =
  "grid min-h-14 place-items-center rounded-card border border-line-2 bg-key text-digit text-text shadow-key transition-colors duration-100 active:bg-hover active:shadow-none touch-manipulation select-none aria-disabled:bg-well aria-disabled:text-muted aria-disabled:shadow-none tablet:min-h-18";

/** A press by finger or mouse leaves the focus where it is. */
const keepFocus = (event: PointerEvent) => event.preventDefault();

/** Dots for the digits that are in, and a 3 × 4 pad; the digits of a keyboard do the same. */
export function PinPad({ length, digits, off, refusal }: Props) {
  const t = useTranslations("lock");
  const key = (digit: string) => (
    <button
      type="button"
      key={digit}
      className={KEY}
      aria-disabled={off}
      onPointerDown={keepFocus}
      onClick={() => digits.type(digit)}
    >
      {digit}
    </button>
  );
  return (
    <div className="grid w-full max-w-80 content-start gap-3 justify-self-center">
      <div
        key={refusal?.times ?? 0}
        className={`flex min-h-6 items-center justify-center gap-4 ${refusal === null ? "" : "motion-safe:animate-shake"}`}
      >
        <span role="status" className="sr-only">
          {t("typed", { count: digits.count, length })}
        </span>
        {Array.from({ length }, (_, at) => at).map((at) => (
          <span
            key={at}
            aria-hidden="true"
            data-filled={at < digits.count}
            className="size-4 rounded-full border-2 border-control data-[filled=true]:border-accent data-[filled=true]:bg-accent"
          />
        ))}
      </div>
      <p role="alert" className="min-h-5 text-center font-semibold text-fail text-table">
        {refusal?.text}
      </p>
      <fieldset className="grid grid-cols-3 gap-2">
        <legend className="sr-only">{t("pad")}</legend>
        {["1", "2", "3", "4", "5", "6", "7", "8", "9"].map(key)}
        <span aria-hidden="true" />
        {key("0")}
        <button
          type="button"
          aria-label={t("back")}
          className={`${KEY} bg-key-fn! text-muted`}
          aria-disabled={off}
          onPointerDown={keepFocus}
          onClick={digits.back}
        >
          <Icon name="back" className="size-6" />
        </button>
      </fieldset>
    </div>
  );
}

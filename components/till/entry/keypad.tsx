"use client";

import { useTranslations } from "next-intl";
import type { PointerEvent, ReactNode } from "react";
import { Icon } from "#components/ui/icon.tsx";
import { currencyDigits } from "#lib/money/currency.ts";
import type { EntryAction } from "./amount-entry.ts";

const KEY =
  "grid min-h-16 place-items-center rounded-card border border-line-2 shadow-key active:bg-hover active:shadow-none transition-colors duration-100 max-tablet:[@media(min-height:44rem)]:min-h-18 tablet:min-h-20 touch-manipulation select-none";
const DIGIT = `${KEY} bg-key text-digit text-text`;
const FUNCTION = `${KEY} bg-key-fn text-[1.375rem] text-muted`;

/** A press by finger or mouse leaves the focus where it is, so that Enter still charges. */
const keepFocus = (event: PointerEvent) => event.preventDefault();

type KeyProps = { onPress: () => void; name?: string; className: string; children: ReactNode };

function Key({ onPress, name, className, children }: KeyProps) {
  return (
    <button
      type="button"
      aria-label={name}
      className={className}
      onPointerDown={keepFocus}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {children}
    </button>
  );
}

export function Keypad({ currency, press }: { currency: string; press: (action: EntryAction) => void }) {
  const t = useTranslations("till.entry");
  const decimals = currencyDigits(currency) > 0;
  const digit = (digits: string, className = DIGIT) => (
    <Key key={digits} className={className} onPress={() => press({ type: "digits", digits })}>
      {digits}
    </Key>
  );
  return (
    <fieldset className="grid grid-cols-4 gap-2">
      <legend className="sr-only">{t("keypad")}</legend>
      {["7", "8", "9"].map((digits) => digit(digits))}
      <Key className={FUNCTION} name={t("back")} onPress={() => press({ type: "back" })}>
        <Icon name="back" className="size-6" />
      </Key>
      {["4", "5", "6"].map((digits) => digit(digits))}
      <Key className={FUNCTION} name={t("clear")} onPress={() => press({ type: "clear" })}>
        {t("clearKey")}
      </Key>
      {["1", "2", "3"].map((digits) => digit(digits))}
      <Key className={`${FUNCTION} row-span-2`} name={t("add")} onPress={() => press({ type: "add" })}>
        <Icon name="plus" className="size-6" />
      </Key>
      {decimals && (
        <Key className={DIGIT} name={t("point")} onPress={() => press({ type: "point" })}>
          .
        </Key>
      )}
      {digit("0", decimals ? DIGIT : `${DIGIT} col-span-3`)}
      {decimals && digit("00")}
    </fieldset>
  );
}

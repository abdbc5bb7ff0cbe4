"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useStore } from "#components/till/setting.ts";
import { useMoneyText } from "#components/till/use-money-text.ts";
import { Amount, isLongAmount } from "#components/ui/amount.tsx";
import { Button } from "#components/ui/button.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { amountText } from "#lib/money/format.ts";
import { type Money, toMoneyText } from "#lib/money/money.ts";
import { drawnTotal, entryTotal } from "./amount-entry.ts";
import type { ChargeState } from "./charge-state.ts";
import { CurrencyChoice } from "./currency-choice.tsx";
import { EntryNotes } from "./entry-notes.tsx";
import { Keypad } from "./keypad.tsx";
import type { Pad, PadAction } from "./pad.ts";
import { Tape } from "./tape.tsx";

type Props = {
  pad: Pad;
  act: (action: PadAction) => void;
  reference: string;
  onReference: (text: string) => void;
  askReference: () => void;
  lookUp: (number: string) => void;
  total: Money;
  state: ChargeState;
  down: boolean;
  refused: string | null;
  charge: () => void;
  showKeys: () => void;
  /** True while another order is beside: this is the next sale then. */
  next: boolean;
  children: ReactNode;
};

/** The amount: lines, total, keys, and the one button that charges. */
export function EntryColumn(props: Props) {
  const { pad, act, reference, total, state } = props;
  const t = useTranslations("till.entry");
  const tr = useTranslations("till.reference");
  const { currencies } = useStore();
  const money = useMoneyText();
  const { currency } = pad.entry;
  const drawn = drawnTotal(pad.entry, amountText(total));
  const amount = money.signed(toMoneyText(pad.sent === null ? total : entryTotal(pad.sent)));
  const chargeWords = (): string => {
    switch (state.kind) {
      case "ready":
        return t("charge", { amount });
      case "busy":
        return t("charging", { amount });
      case "above":
      case "below":
        return t(`reasons.${state.kind}`, { limit: money.signed(toMoneyText(state.limit)) });
      default:
        return t(`reasons.${state.kind}`);
    }
  };
  const sign = money.sign(currency);
  const large = isLongAmount(sign, drawn.sure + drawn.implied);
  return (
    <>
      <div className="flex min-h-11 items-center gap-2">
        <h2 className="font-semibold text-table">{props.next ? t("nextSale") : t("sale")}</h2>
        <CurrencyChoice
          currencies={currencies}
          chosen={currency}
          choose={(other) => act({ type: "currency", currency: other })}
        />
        <Button look="plain" className="-mr-3 ml-auto min-w-0 px-3!" onClick={props.askReference}>
          <span className="truncate">{reference === "" ? tr("label") : tr("filled", { reference })}</span>
          <Icon name="edit" />
        </Button>
      </div>
      <Tape entry={pad.entry} press={act} />
      <div className="mt-auto grid gap-2 pt-2">
        <EntryNotes
          down={props.down}
          pad={pad}
          act={act}
          state={state}
          refused={props.refused}
          onReference={props.onReference}
          lookUp={props.lookUp}
        />
        <output
          aria-label={t("total")}
          className={`flex justify-end py-1 tablet:py-2 ${large ? "text-order" : "text-tablet tablet:text-till"}`}
        >
          <Amount sign={sign}>
            {drawn.sure}
            <span className="text-muted">{drawn.implied}</span>
          </Amount>
        </output>
      </div>
      <Keypad currency={currency} press={act} />
      <Button
        look="primary"
        className="sticky bottom-0 mt-3 min-h-16 w-full flex-none text-tape desktop:mt-4"
        disabled={state.kind !== "ready"}
        aria-busy={state.kind === "busy"}
        onClick={props.charge}
      >
        {chargeWords()}
      </Button>
      {props.children}
      <p className="mt-3 hidden text-center text-muted text-small desktop:block">
        {t.rich("hint", {
          enter: () => <Kbd>Enter</Kbd>,
          help: () => (
            <button type="button" className="-mx-2.5 -my-3 min-h-11 min-w-11" onClick={props.showKeys}>
              <Kbd>?</Kbd>
            </button>
          ),
        })}
      </p>
    </>
  );
}

function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-block min-w-6 rounded-[6px] border border-line-2 px-1.5 py-px text-center font-sans font-semibold">
      {children}
    </kbd>
  );
}

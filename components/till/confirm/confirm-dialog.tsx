"use client";

import { useTranslations } from "next-intl";
import { useMoneyText } from "#components/till/use-money-text.ts";
import { Amount, isLongAmount } from "#components/ui/amount.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Note } from "#components/ui/note.tsx";
import { useSettled } from "#components/ui/use-settled.ts";
import type { SecondLook } from "./second-look.ts";

type Props = {
  look: SecondLook;
  onCharge: () => void;
  onBack: () => void;
  /** Shows the sale that is still open. */
  onOpen: (orderId: string) => void;
};

/** The amount once more, large, before its code is made: Enter charges, Esc goes back. */
export function ConfirmDialog({ look, onCharge, onBack, onOpen }: Props) {
  const t = useTranslations("till.confirm");
  const ts = useTranslations("states");
  const money = useMoneyText();
  // The Enter that opened this sheet, pressed twice or held, does not answer it.
  const settled = useSettled("open");
  const { amount, reference, twin } = look;
  const digits = money.bare(amount);
  const sign = money.sign(amount.currency);
  return (
    <Dialog
      title={t(twin === null ? "title" : "twinTitle")}
      onClose={onBack}
      foot={
        <>
          <Button className="min-h-13 flex-1" onClick={onBack}>
            {t("back")}
          </Button>
          <Button
            data-first
            look="primary"
            className="min-h-13 flex-2"
            aria-disabled={!settled}
            onKeyDown={(event) => event.repeat && event.preventDefault()}
            onClick={settled ? onCharge : undefined}
          >
            {t("charge", { amount: money.signed(amount) })}
          </Button>
        </>
      }
    >
      <p
        className={`grid justify-items-center py-4 ${isLongAmount(sign, digits) ? "text-tablet" : "text-till tablet:text-huge"}`}
      >
        <Amount sign={sign}>{digits}</Amount>
        {reference !== "" && (
          <span className="max-w-full text-body text-muted [overflow-wrap:anywhere]">{reference}</span>
        )}
      </p>
      {twin !== null && (
        <div className="tone-warn grid gap-3">
          <Note icon="info">{t("twin", { amount: money.signed(twin.amount), state: ts(twin.state) })}</Note>
          <Button className="justify-self-start" onClick={() => onOpen(twin.id)}>
            {t("open")}
          </Button>
        </div>
      )}
    </Dialog>
  );
}

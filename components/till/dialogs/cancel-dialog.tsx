"use client";

import { useTranslations } from "next-intl";
import { useMoneyText } from "#components/till/use-money-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { OrderView } from "#lib/orders/view.ts";

type Props = { order: OrderView; onKeep: () => void; onCancel: () => void };

export function CancelDialog({ order, onKeep, onCancel }: Props) {
  const t = useTranslations("till.cancel");
  const money = useMoneyText();
  return (
    <Dialog
      title={t("title", { amount: money.signed(order.amount) })}
      onClose={onKeep}
      foot={
        <>
          {/* A native dialog gives the focus to what asks for it: the harmless way. */}
          <Button data-first className="min-h-13 flex-1" onClick={onKeep}>
            {t("keep")}
          </Button>
          <Button look="danger" className="min-h-13 flex-1" onClick={onCancel}>
            {t("confirm")}
          </Button>
        </>
      }
    >
      <p>
        {t("text")}
        {order.state === "scanned" && <strong className="mt-2 block font-semibold">{t("entering")}</strong>}
      </p>
    </Dialog>
  );
}

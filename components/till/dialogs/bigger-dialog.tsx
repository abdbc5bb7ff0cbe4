"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Code } from "#components/till/code/code.tsx";
import { AS_LARGE_AS_POSSIBLE } from "#components/till/code/code-size.ts";
import { useMoneyText } from "#components/till/use-money-text.ts";
import { Amount } from "#components/ui/amount.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { useSize } from "#components/ui/use-size.ts";
import type { OrderView, PaymentCode } from "#lib/orders/view.ts";
import { TRAITS } from "#lib/payments/traits.ts";

type Props = { order: OrderView; code: PaymentCode; onClose: () => void };

/**
 * The code as large as the screen allows, to be handed over or turned to the customer (D7): what the customer reads can stand
 * upside down for the cashier, and only the two keys at the cashier's edge do anything.
 */
export function BiggerDialog({ order, code, onClose }: Props) {
  const t = useTranslations("till.bigger");
  const money = useMoneyText();
  const [ref, size] = useSize<HTMLDivElement>();
  const [turned, setTurned] = useState(false);
  const page = TRAITS[order.generation].code === "page";
  return (
    <Dialog
      fills="always"
      title={t(page ? "page" : "title", { amount: money.signed(order.amount) })}
      closeLabel={t("close")}
      onClose={onClose}
    >
      <IconButton
        icon="flip"
        label={t("turn")}
        onClick={() => setTurned(!turned)}
        className="absolute top-4 right-16"
      />
      <div data-turned={turned} className={`-mx-6 flex h-[calc(100dvh-6.5rem)] flex-col ${turned ? "rotate-180" : ""}`}>
        <div className="grid justify-items-center gap-1 pb-3 text-center landscape:hidden">
          <p className="text-tablet">
            <Amount sign={money.sign(order.amount.currency)}>{money.bare(order.amount)}</Amount>
          </p>
          {!page && <p className="font-semibold text-tape">{t("scan")}</p>}
        </div>
        <div ref={ref} className="grid min-h-0 flex-1 place-content-center place-items-center">
          {size !== null && (
            <Code
              bigger
              text={code.text}
              ownText={code.ownText}
              generation={order.generation}
              amount={money.spoken(order.amount)}
              room={Math.min(size.width - 24, size.height)}
              wanted={AS_LARGE_AS_POSSIBLE}
            />
          )}
        </div>
      </div>
    </Dialog>
  );
}

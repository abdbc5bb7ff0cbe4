"use client";

import { useTranslations } from "next-intl";
import { Code } from "#components/till/code/code.tsx";
import { AS_LARGE_AS_POSSIBLE } from "#components/till/code/code-size.ts";
import { useMoneyText } from "#components/till/use-money-text.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { useSize } from "#components/ui/use-size.ts";
import type { OrderView, PaymentCode } from "#lib/orders/view.ts";
import { TRAITS } from "#lib/payments/traits.ts";

type Props = { order: OrderView; code: PaymentCode; onClose: () => void };

/** The code as large as the screen allows. */
export function BiggerDialog({ order, code, onClose }: Props) {
  const t = useTranslations("till.bigger");
  const money = useMoneyText();
  const [ref, size] = useSize<HTMLDivElement>();
  const title = TRAITS[order.generation].code === "page" ? "page" : "title";
  return (
    <Dialog full title={t(title, { amount: money.signed(order.amount) })} closeLabel={t("close")} onClose={onClose}>
      <div ref={ref} className="-mx-6 grid h-[calc(100dvh-6.5rem)] place-content-center place-items-center">
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
    </Dialog>
  );
}

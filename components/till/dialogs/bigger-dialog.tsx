"use client";

import { useTranslations } from "next-intl";
import { Code } from "#components/till/code/code.tsx";
import { useMoneyText } from "#components/till/use-money-text.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { useSize } from "#components/ui/use-size.ts";
import type { OrderView } from "#lib/orders/view.ts";

/** More than any screen has room for: the room decides. */
const AS_LARGE_AS_POSSIBLE = 100;

type Props = { order: OrderView; text: string; onClose: () => void };

/** The code as large as the screen allows. */
export function BiggerDialog({ order, text, onClose }: Props) {
  const t = useTranslations("till.bigger");
  const ts = useTranslations("till.stage");
  const money = useMoneyText();
  const [ref, size] = useSize<HTMLDivElement>();
  return (
    <Dialog full title={t("title", { amount: money.signed(order.amount) })} closeLabel={t("close")} onClose={onClose}>
      <div ref={ref} className="-mx-6 grid h-[calc(100dvh-6.5rem)] place-content-center place-items-center">
        {size !== null && (
          <Code
            key={text}
            text={text}
            label={ts("code", { amount: money.spoken(order.amount) })}
            room={Math.min(size.width - 24, size.height)}
            wanted={AS_LARGE_AS_POSSIBLE}
            tooSmall={ts("useBigger")}
          />
        )}
      </div>
    </Dialog>
  );
}

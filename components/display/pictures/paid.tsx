"use client";

import { useTranslations } from "next-intl";
import { DisplayCode } from "#components/display/display-code.tsx";
import { ShopName } from "#components/display/shop-name.tsx";
import { In } from "#components/display/speech.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { useSize } from "#components/ui/use-size.ts";
import type { DisplayView } from "#lib/displays/view.ts";
import type { Language } from "../../../i18n/languages.ts";
import { LargeAmount } from "./large-amount.tsx";

/** Under this no code has modules of 4 px: the address of a receipt needs 45 of them, and the tile 16 px at each side. */
const SMALLEST_ROOM = 212;

type Props = { view: DisplayView; practice: boolean; second: Language | null; other: Language };

/** All green: tick, thanks, amount; and the receipt's code, half as large as a payment's, so that nobody takes it for one. */
export function Paid({ view, practice, second, other }: Props) {
  const t = useTranslations("display");
  return (
    <div
      data-band
      className="tone-paid grid min-h-0 flex-1 overflow-auto bg-tone-fill text-on-tone landscape:grid-cols-2 portrait:grid-rows-[auto_minmax(0,1fr)]"
    >
      <section className="flex min-w-0 flex-col justify-center gap-[min(1rem,2vh)] px-[max(1rem,min(4rem,4vw))] py-[max(1rem,min(3rem,4vh))] landscape:pr-2">
        <Icon name="paid" className="-ml-3 size-[min(9rem,24vmin)] stroke-[1.5]" />
        <p className="font-semibold text-[length:min(3.5rem,max(1.75rem,4vw))] leading-tight">
          {t("say.paid")}
          {second !== null && (
            <In language={second}>
              <Thanks language={second} />
            </In>
          )}
        </p>
        {view.amount !== null && view.currency !== null && (
          <LargeAmount amount={{ minor: view.amount, currency: view.currency }} signClass="" />
        )}
        <ShopName name={view.storeName} practice={practice} className="text-tape" />
      </section>
      {view.receiptUrl !== null && <Slip url={view.receiptUrl} other={other} />}
    </div>
  );
}

function Thanks({ language }: { language: Language }) {
  const t = useTranslations("display");
  return (
    <span lang={language} className="block font-normal text-[0.6em]">
      {t("say.paid")}
    </span>
  );
}

function Slip({ url, other }: { url: string; other: Language }) {
  const t = useTranslations("display");
  const [ref, size] = useSize<HTMLDivElement>();
  return (
    <div ref={ref} className="grid min-h-0 min-w-0 content-center justify-items-center gap-4 p-4 text-center text-tape">
      {size !== null && (
        <DisplayCode
          text={url}
          label={t("receiptCode")}
          room={Math.max(SMALLEST_ROOM, (Math.min(size.width, size.height) - 96) / 2)}
          instead={t("receipt")}
        />
      )}
      <p>
        {t("receipt")}
        <In language={other}>
          <ReceiptWords language={other} />
        </In>
      </p>
    </div>
  );
}

/** In both languages always: nobody may take it for a code that wants money. */
function ReceiptWords({ language }: { language: Language }) {
  const t = useTranslations("display");
  return (
    <span lang={language} className="block">
      {t("receipt")}
    </span>
  );
}

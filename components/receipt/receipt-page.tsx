import { type Look, shapeOf, toneClass } from "#components/orders/look.ts";
import { TestStripe } from "#components/shell/test-mark.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Icon } from "#components/ui/icon.tsx";
import type { ReceiptView } from "#lib/receipts/view.ts";
import type { Language } from "../../i18n/languages.ts";
import { Receipt } from "./receipt.tsx";
import { Say } from "./say.tsx";
import type { WrittenReceipt } from "./written.ts";

/** Colour and icon of how a payment stands. */
const LOOKS: Record<ReceiptView["standing"], Look> = {
  paid: "paid",
  partly_refunded: "partly_refunded",
  refunded: "refunded",
  not_paid: "cancelled",
  unclear: "checking",
  paid_late: "paid_late",
  refund_done: "refunded",
  refund_unclear: "refund_checking",
  refund_refused: "refund_failed",
};

type Props = {
  receipt: WrittenReceipt;
  standing: ReceiptView["standing"];
  /** The language that this page can be read in, too. */
  other: Language;
  /** The page as it was asked for, to ask it once more. */
  self: string;
  texts: { again: string; code: string; language: string };
};

/** The receipt on a customer's screen, below how the payment stands now. Links only: it works without scripts. */
export function ReceiptPage({ receipt, standing, other, self, texts }: Props) {
  const look = LOOKS[standing];
  return (
    <div lang={receipt.language} className="paper-on-print min-h-dvh">
      {receipt.practice !== null && (
        <div className="print:hidden">
          <TestStripe />
        </div>
      )}
      <main className="mx-auto grid w-full max-w-105 grid-cols-1 bg-card">
        <div className={`${toneClass(look)} bg-tone-fill px-6 py-5 text-on-tone print:hidden`} data-band>
          <p className="flex items-center gap-3 font-semibold text-tape">
            <Icon name={shapeOf(look).icon} className="size-8" />
            <span>
              <Say stacked words={receipt.standing} second={receipt.secondLanguage} />
            </span>
          </p>
          <p className="mt-2 text-table">{receipt.checked}</p>
        </div>
        <div className="px-6 py-8 text-table print:p-0">
          <Receipt receipt={receipt} codeLabel={texts.code} />
        </div>
        <nav className="flex flex-wrap justify-center gap-2 border-line border-t px-6 py-4 print:hidden">
          <a href={self} className={buttonClass("line")}>
            {texts.again}
          </a>
          <a href={`?lang=${other}`} lang={other} className={buttonClass("plain")}>
            {texts.language}
          </a>
        </nav>
      </main>
    </div>
  );
}

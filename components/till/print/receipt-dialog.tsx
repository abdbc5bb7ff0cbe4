"use client";

import { useTranslations } from "next-intl";
import { QRCodeSVG } from "qrcode.react";
import type { ReceiptActions } from "#components/receipt/printed.ts";
import { useMoneyText } from "#components/till/use-money-text.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Note } from "#components/ui/note.tsx";
import type { OrderView } from "#lib/orders/view.ts";
import { type Found, useReceipts } from "./use-receipts.ts";

type Props = { order: OrderView; actions: ReceiptActions; onClose: () => void };

/** The code of the receipt, for the customer's camera; never without the words that it is no payment code (E1). */
export function ReceiptDialog({ order, actions, onClose }: Props) {
  const t = useTranslations("receipt.till");
  const money = useMoneyText();
  const found = useReceipts(actions.find, order.id);
  return (
    <Dialog title={t("qr", { amount: money.signed(order.amount) })} closeLabel={t("close")} onClose={onClose}>
      <div role="status" className="grid min-h-80 place-content-center justify-items-center gap-4 text-center">
        <ReceiptTile found={found} />
      </div>
    </Dialog>
  );
}

function ReceiptTile({ found }: { found: Found | null }) {
  const t = useTranslations("receipt.till");
  if (found === null) return <p className="text-muted">{t("loading")}</p>;
  if (found.kind !== "found") return <p>{t(`refused.${found.kind}`)}</p>;
  const [sale] = found.receipts;
  if (sale === undefined) return <p>{t("none")}</p>;
  if (sale.url === null) {
    return (
      <div className="tone-warn text-left">
        <Note icon="info">{t("noAddress")}</Note>
      </div>
    );
  }
  return (
    <>
      <p className="font-semibold text-tape">{t("notPayment")}</p>
      <div
        role="img"
        aria-label={t("notPayment")}
        data-receipt-code={sale.url}
        className="rounded-card bg-white p-4 shadow-tile [forced-color-adjust:none]"
      >
        <QRCodeSVG
          value={sale.url}
          level="M"
          marginSize={4}
          size={208}
          bgColor="#FFFFFF"
          fgColor="#000000"
          role="presentation"
          shapeRendering="crispEdges"
          className="block max-w-none"
        />
      </div>
      <p className="text-muted text-table">{t("qrText")}</p>
    </>
  );
}

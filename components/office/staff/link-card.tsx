"use client";

import { useTranslations } from "next-intl";
import { QRCodeSVG } from "qrcode.react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { dayText, shortClockText } from "#components/ui/time-text.ts";

type Props = { token: string; endsAt: string; timeZone: string; origin: string | null };

/** A link to hand over, as text and as a code. It is shown here alone: what the shop keeps of it opens nothing. */
export function LinkCard({ token, endsAt, timeZone, origin }: Props) {
  const t = useTranslations("staff.link");
  const [copied, setCopied] = useState<boolean | null>(null);
  const address = `${origin ?? location.origin}/join/${token}`;

  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => setCopied(true),
      () => setCopied(false),
    );

  return (
    <div className="grid justify-items-center gap-4">
      <p className="justify-self-start">{t("text")}</p>
      <div
        role="img"
        aria-label={t("code")}
        className="rounded-card border border-line bg-white p-2 [forced-color-adjust:none]"
      >
        <QRCodeSVG
          value={address}
          level="M"
          marginSize={4}
          bgColor="#FFFFFF"
          fgColor="#000000"
          role="presentation"
          shapeRendering="crispEdges"
          className="block size-52 max-w-full"
        />
      </div>
      <p className="w-full select-all rounded-s bg-well p-3 text-small [overflow-wrap:anywhere]" data-link>
        {address}
      </p>
      {"clipboard" in navigator && (
        <Button look="primary" className="min-h-13 w-full" onClick={copy}>
          {t("copy")}
        </Button>
      )}
      <p role="status" className="text-muted text-table empty:hidden">
        {copied !== null && t(copied ? "copied" : "notCopied")}
      </p>
      <p className="justify-self-start text-muted text-table">
        {t("ends", { when: `${dayText(endsAt, timeZone)} ${shortClockText(endsAt, timeZone)}` })}
      </p>
    </div>
  );
}

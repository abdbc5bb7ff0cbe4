"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { DisplayCode } from "#components/display/display-code.tsx";
import { codeAt, type DisplayLook, shapeAt } from "#components/display/look.ts";
import { shownMoney } from "#components/display/money.ts";
import { ShopName } from "#components/display/shop-name.tsx";
import { minutesText, secondsLeft, shareLeft } from "#components/till/live/countdown.ts";
import { Icon } from "#components/ui/icon.tsx";
import { Ring } from "#components/ui/ring.tsx";
import { clockText } from "#components/ui/time-text.ts";
import { useSize } from "#components/ui/use-size.ts";
import type { DisplayPlace, DisplayView } from "#lib/displays/view.ts";
import type { MoneyText } from "#lib/money/money.ts";
import { LargeAmount } from "./large-amount.tsx";

type Props = {
  view: DisplayView;
  look: Exclude<DisplayLook, "idle" | "paid">;
  now: number;
  place: Pick<DisplayPlace, "timeZone" | "practice">;
  languageKey: ReactNode;
};

/** Amount and store on the left, the code on the right; one above the other where the screen is high. */
export function Sale({ view, look, now, place: { timeZone, practice }, languageKey }: Props) {
  const amount =
    view.amount !== null && view.currency !== null ? { minor: view.amount, currency: view.currency } : null;
  const code = codeAt(view, look);
  return (
    <div className="grid min-h-0 flex-1 landscape:grid-cols-2 portrait:grid-rows-[auto_minmax(18.5rem,1fr)]">
      <section className="flex min-w-0 flex-col gap-3 px-[max(1rem,min(4rem,4vw))] py-[max(0.75rem,min(3rem,3vh))] landscape:pr-2">
        <ShopName
          name={view.storeName}
          practice={practice}
          className="font-semibold text-[length:min(1.5rem,5.5vw)] leading-tight"
        />
        <div className="landscape:my-auto">{amount !== null && <LargeAmount amount={amount} />}</div>
        <div className="flex min-h-14 items-center gap-4">
          {code !== null && view.endsAt !== null && (
            <Countdown key={view.endsAt} endsAt={view.endsAt} now={now} timeZone={timeZone} />
          )}
          <span className="ml-auto" />
          {languageKey}
        </div>
      </section>
      <Stage view={view} look={look} code={code} amount={amount} />
    </div>
  );
}

const MINUTE = 60_000;

function Countdown({ endsAt, now, timeZone }: { endsAt: string; now: number; timeZone: string }) {
  const t = useTranslations("display");
  const end = Date.parse(endsAt);
  // Codes live whole minutes, and the display is not told how many.
  const [startsAt] = useState(() => end - Math.ceil((end - now) / MINUTE) * MINUTE);
  return (
    <>
      <Ring share={shareLeft({ startsAt, endsAt: end }, now)} className="size-[min(4.5rem,14vw)]" />
      <p className="grid min-w-0 text-muted text-[length:min(1.25rem,4.5vw)] leading-tight">
        <b className="font-semibold text-[length:min(2.5rem,9vw)] text-text leading-none">
          {minutesText(secondsLeft(end, now))}
        </b>
        {t("endsAt", { time: clockText(endsAt, timeZone) })}
        <span className="max-[22.5rem]:hidden">{t("alipay")}</span>
      </p>
    </>
  );
}

type StageProps = Pick<Props, "view" | "look"> & { code: string | null; amount: MoneyText | null };

/** Around the tile there is more than its own white, so that it never runs into the edge of the screen. */
function roomIn({ width, height }: { width: number; height: number }): number {
  const side = Math.min(width, height);
  return side - (side < 480 ? 24 : 48);
}

/** The code while it can be paid; else nothing but the sign of the state. */
function Stage({ view, look, code, amount }: StageProps) {
  const t = useTranslations("display");
  const tm = useTranslations("till.money");
  const [ref, size] = useSize<HTMLDivElement>();
  const spoken = amount === null ? "" : tm("spoken", { amount: shownMoney(amount).digits, currency: amount.currency });
  return (
    <div ref={ref} className="grid min-h-0 min-w-0 place-items-center overflow-hidden">
      {code !== null && size !== null && (
        <DisplayCode
          text={code}
          label={t(view.state === "waiting_page" ? "codePage" : "code", { amount: spoken })}
          room={roomIn(size)}
          instead={t("say.unscannable")}
        />
      )}
      {code === null && <Icon name={shapeAt(look).icon} className="size-[min(16rem,40vmin)] stroke-[1.25] text-tone" />}
    </div>
  );
}

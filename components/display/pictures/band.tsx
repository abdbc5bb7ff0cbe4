"use client";

import { useTranslations } from "next-intl";
import { type DisplayLook, shapeAt } from "#components/display/look.ts";
import { shownMoney } from "#components/display/money.ts";
import { In } from "#components/display/speech.tsx";
import { secondsLeft, spokenSeconds } from "#components/till/live/countdown.ts";
import { Icon } from "#components/ui/icon.tsx";
import type { DisplayView } from "#lib/displays/view.ts";
import type { Language } from "../../../i18n/languages.ts";

type Said = { view: DisplayView; look: Exclude<DisplayLook, "idle">; now: number };

/** The one band that says the state, in the language of the store and, smaller, in its second one. */
export function Band({ second, ...said }: Said & { second: Language | null }) {
  const { icon } = shapeAt(said.look);
  return (
    <div
      data-band
      className="flex min-h-22 flex-wrap items-center justify-between gap-x-6 gap-y-1 bg-tone-fill px-[max(1rem,min(4rem,4vw))] py-3 text-on-tone portrait:min-h-24"
    >
      <p className="flex min-w-0 items-center gap-[min(1.5rem,2.5vw)] font-semibold text-[length:min(2.5rem,max(1.375rem,3vw))] portrait:text-[length:min(2.5rem,max(1.375rem,4.4vw))] leading-tight">
        <Icon name={icon} className="size-[1.2em]" />
        <span className="min-w-0">
          <Sentence {...said} />
        </span>
      </p>
      {second !== null && (
        <p
          lang={second}
          className="text-[length:min(1.75rem,max(1.125rem,2.1vw))] portrait:text-[length:min(1.75rem,max(1.125rem,3.3vw))] leading-tight portrait:basis-full"
        >
          <In language={second}>
            <Sentence {...said} />
          </In>
        </p>
      )}
    </div>
  );
}

function Sentence({ view, look, now }: Said) {
  const t = useTranslations("display.say");
  const td = useTranslations("display");
  const page = view.state === "waiting_page" && (
    <span className="block font-normal text-[0.7em]">{td("opensPage")}</span>
  );
  switch (look) {
    case "expiring": {
      const seconds = view.endsAt === null ? 0 : secondsLeft(Date.parse(view.endsAt), now);
      return (
        <>
          <span aria-hidden="true">{t("expiring", { seconds })}</span>
          <span className="sr-only">{t("expiring", { seconds: spokenSeconds(seconds) })}</span>
          {page}
        </>
      );
    }
    case "waiting":
      return (
        <>
          {t("waiting")}
          {page}
        </>
      );
    case "refunded":
      return t("refunded", { amount: shownMoney({ minor: view.amount ?? "0", currency: view.currency ?? "" }).text });
    default:
      return t(look);
  }
}

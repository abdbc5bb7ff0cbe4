"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { classOfTone } from "#components/orders/look.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { useNow } from "#components/ui/use-now.ts";
import type { DisplayPlace } from "#lib/displays/view.ts";
import type { Language } from "../../i18n/languages.ts";
import { lookAt, shapeAt } from "./look.ts";
import { Band } from "./pictures/band.tsx";
import { Idle } from "./pictures/idle.tsx";
import { Paid } from "./pictures/paid.tsx";
import { Sale } from "./pictures/sale.tsx";
import { In, type Speech, SpeechProvider } from "./speech.tsx";
import { useDisplay } from "./use-display.ts";
import { useWakeLock } from "./use-wake-lock.ts";

const otherThan = (language: Language): Language => (language === "en" ? "zh-CN" : "en");

/** The screen that faces the customer. It can do nothing but change its language. */
export function Display({ place, speech }: { place: DisplayPlace; speech: Speech }) {
  const { feed, contact } = useDisplay();
  const now = useNow(feed.offset);
  const look = lookAt(feed.view, now, contact.lost);
  const isIdle = look === "idle";
  const [chosen, setChosen] = useState<Language | null>(null);
  useWakeLock();
  // The next customer reads what the store speaks.
  useEffect(() => {
    if (!isIdle) return () => setChosen(null);
  }, [isIdle]);
  const mustReload = feed.unpaired || (feed.outdated && isIdle && !contact.lost);
  useEffect(() => {
    if (mustReload) location.reload();
  }, [mustReload]);

  const language = chosen ?? place.language;
  const other = otherThan(language);
  const second = place.secondLanguage === null ? null : other;
  const languageKey = <LanguageKey to={other} onPress={() => setChosen(other)} />;
  const { view } = feed;
  return (
    <SpeechProvider speech={speech}>
      <In language={language}>
        <main
          lang={language}
          data-look={look}
          className={`${look === "idle" ? "" : classOfTone(shapeAt(look).tone)} flex min-h-0 flex-1 flex-col overflow-auto`}
        >
          {/* The live region stays in place while the state in it changes: only then is it spoken. */}
          <div
            role={look !== "idle" && shapeAt(look).alarm ? "alert" : "status"}
            className={`flex flex-col ${look === "paid" ? "min-h-0 flex-1" : "flex-none"}`}
          >
            {view !== null && look === "paid" && (
              <Paid view={view} practice={place.practice} second={second} other={other} />
            )}
            {view !== null && look !== "paid" && look !== "idle" && (
              <Band view={view} look={look} now={now} second={second} />
            )}
          </div>
          {view !== null && look !== "paid" && look !== "idle" && (
            <Sale view={view} look={look} now={now} place={place} languageKey={languageKey} />
          )}
          {isIdle && (
            <Idle
              place={{ ...place, storeName: view?.storeName ?? place.storeName }}
              now={now}
              second={second}
              languageKey={languageKey}
            />
          )}
        </main>
      </In>
    </SpeechProvider>
  );
}

/** The only key: 56 × 56, in the language that it leads to. */
function LanguageKey({ to, onPress }: { to: Language; onPress: () => void }) {
  const t = useTranslations("display");
  return (
    <button
      type="button"
      lang={to}
      aria-label={t(`languages.${to}`)}
      onClick={onPress}
      className={buttonClass("line", "size-14 flex-none px-0! font-normal! text-tape!")}
    >
      {t(`languageKeys.${to}`)}
    </button>
  );
}

"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { In } from "#components/display/speech.tsx";
import { TestChip } from "#components/shell/test-mark.tsx";
import { shortClockText } from "#components/ui/time-text.ts";
import type { DisplayPlace } from "#lib/displays/view.ts";
import type { Language } from "../../../i18n/languages.ts";

type Props = {
  place: Pick<DisplayPlace, "storeName" | "timeZone" | "practice">;
  now: number;
  second: Language | null;
  languageKey: ReactNode;
};

/** Nothing to pay: whose shop this is, a greeting, the time. */
export function Idle({ place, now, second, languageKey }: Props) {
  const t = useTranslations("display");
  return (
    <div className="grid min-h-0 flex-1 grid-rows-[1fr_auto] px-[max(1rem,min(4rem,4vw))] py-[max(1rem,min(3rem,4vh))]">
      <div className="grid min-w-0 content-center gap-4">
        <h1 className="text-balance font-semibold text-[length:min(6rem,max(2.5rem,8vw))] leading-tight tracking-[-0.02em] [overflow-wrap:anywhere]">
          {place.storeName}
        </h1>
        <p className="text-[length:min(2.5rem,max(1.5rem,3.5vw))] text-muted leading-tight">
          {t("greeting")}
          {second !== null && (
            <In language={second}>
              <Greeting language={second} />
            </In>
          )}
        </p>
        {place.practice && (
          <p>
            <TestChip />
          </p>
        )}
      </div>
      <div className="flex min-h-14 items-end gap-4">
        {/* The server's clock and the browser's may differ when the page is drawn. */}
        <time
          suppressHydrationWarning
          className="text-[length:min(4.5rem,max(2.5rem,6vw))] leading-none tracking-[-0.02em]"
        >
          {shortClockText(now, place.timeZone)}
        </time>
        <span className="ml-auto" />
        {languageKey}
      </div>
    </div>
  );
}

function Greeting({ language }: { language: Language }) {
  const t = useTranslations("display");
  return (
    <span lang={language} className="block text-[0.7em]">
      {t("greeting")}
    </span>
  );
}

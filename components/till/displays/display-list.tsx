"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useStore } from "#components/till/setting.ts";
import { Button } from "#components/ui/button.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { shortClockText } from "#components/ui/time-text.ts";
import type { DisplayRow } from "#lib/displays/view.ts";

type Props = {
  displays: readonly DisplayRow[];
  registerId: string;
  mayRevoke: boolean;
  busy: boolean;
  assign: (id: string) => void;
  revoke: (id: string) => void;
};

/** Each display of the store: which till it shows, and the two things that can be done with it. */
export function DisplayList({ displays, registerId, mayRevoke, busy, assign, revoke }: Props) {
  const t = useTranslations("display.dialog");
  const { timeZone } = useStore();
  const [doomed, setDoomed] = useState<string | null>(null);
  if (displays.length === 0) return <p className="text-muted text-table">{t("none")}</p>;
  return (
    <ul>
      {displays.map((display) => {
        const showsThis = display.registerId === registerId;
        const isDoomed = doomed === display.id;
        return (
          <li
            key={display.id}
            data-display={display.id}
            className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-t py-3"
          >
            <p className="grid min-w-40 flex-1 text-table">
              <b className="font-semibold [overflow-wrap:anywhere]">{display.name}</b>
              <span className="flex items-center gap-1.5 text-muted">
                {showsThis && <Icon name="paid" className="size-4 text-accent" />}
                {showsThis ? t("showsThis") : t("shows", { register: display.registerName })}
              </span>
              <span className="text-muted text-small">
                {t("seen", { time: shortClockText(display.lastSeenAt, timeZone) })}
              </span>
            </p>
            <span className="ml-auto flex flex-wrap justify-end gap-2">
              {!showsThis && (
                <Button disabled={busy} onClick={() => assign(display.id)}>
                  {t("show")}
                </Button>
              )}
              {mayRevoke && (
                <Button
                  look={isDoomed ? "danger" : "plain"}
                  disabled={busy}
                  aria-label={isDoomed ? undefined : t("revokeName", { name: display.name })}
                  onClick={() => (isDoomed ? revoke(display.id) : setDoomed(display.id))}
                >
                  {t(isDoomed ? "revokeSure" : "revoke")}
                </Button>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { primeSound } from "#components/till/sound/page-audio.ts";
import { SoundCheck } from "#components/till/sound/sound-check.tsx";
import { Button } from "#components/ui/button.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { Note } from "#components/ui/note.tsx";
import { dayText, shortClockText } from "#components/ui/time-text.ts";
import type { OpenShiftResult } from "#lib/shifts/commands.ts";
import type { LeftOpen, PastReport } from "#lib/shifts/view.ts";
import { Block } from "./block.tsx";
import { ItemList } from "./item-list.tsx";
import { moneyWriter, numberText } from "./money.ts";

type Props = {
  registerId: string;
  /** How loud the register is, percent. */
  volume: number;
  userName: string;
  timeZone: string;
  /** What the store sells in first. */
  currency: string;
  /** What the last shift left. */
  before: { note: string; leftOpen: LeftOpen[] } | null;
  past: PastReport[];
  openShift: (input: { registerId: string }) => Promise<OpenShiftResult>;
};

/** No shift is open: who begins one sees what the last one left, and goes on at the till. */
export function NoShift({ registerId, volume, userName, timeZone, currency, before, past, openShift }: Props) {
  const t = useTranslations("shift");
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<"no_answer" | "not_allowed" | null>(null);

  async function open() {
    // A browser lets the till sound from here on.
    void primeSound();
    setBusy(true);
    setProblem(null);
    try {
      const result = await openShift({ registerId });
      if (result.kind === "signed_out") return window.location.assign("/login");
      if (result.kind !== "not_allowed") return router.push("/");
      setProblem("not_allowed");
    } catch {
      setProblem("no_answer");
    }
    setBusy(false);
  }

  return (
    <>
      <div>
        <h1 className="font-semibold text-title tracking-[-0.01em]">{t("open.title")}</h1>
        <p className="text-muted text-table">{t("open.text", { name: userName })}</p>
      </div>
      {before !== null && (
        <Block id="shift-before" title={t("open.before")}>
          {before.note !== "" && <p className="text-table [overflow-wrap:anywhere]">{before.note}</p>}
          <ItemList
            items={before.leftOpen}
            timeZone={timeZone}
            money={moneyWriter([currency])}
            below={({ note }) => <p className="mt-1 pl-8 text-muted [overflow-wrap:anywhere]">{note}</p>}
          />
        </Block>
      )}
      <Block id="shift-sound" title={t("open.sound")}>
        <SoundCheck volume={volume} />
      </Block>
      {problem !== null && (
        <div role="alert" className={problem === "no_answer" ? "tone-warn" : "tone-fail"}>
          <Note icon={problem === "no_answer" ? "offline" : "octagon"}>{t(`open.problems.${problem}`)}</Note>
        </div>
      )}
      <Button look="primary" className="min-h-16 w-full text-tape" disabled={busy} onClick={open}>
        {busy ? t("open.opening") : t("open.open")}
      </Button>
      {past.length > 0 && (
        <Block id="shift-past" title={t("past")}>
          <ul>
            {past.map(({ shiftId, number, closedAt, closedBy }) => (
              <li key={shiftId} className="border-line border-b last:border-0">
                <a
                  href={`/shift/${shiftId}`}
                  className="-mx-3 flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 rounded-chip px-3 py-1 text-table text-text no-underline hover:bg-hover"
                >
                  <b className="font-semibold text-body">Z {numberText(number)}</b>
                  <span className="text-muted [overflow-wrap:anywhere]">
                    {dayText(closedAt, timeZone)} {shortClockText(closedAt, timeZone)} · {closedBy}
                  </span>
                  <Icon name="right" className="ml-auto size-5 text-muted" />
                </a>
              </li>
            ))}
          </ul>
        </Block>
      )}
    </>
  );
}

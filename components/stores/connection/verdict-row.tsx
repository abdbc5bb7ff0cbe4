"use client";

import { useTranslations } from "next-intl";
import { Icon } from "#components/ui/icon.tsx";
import type { IconName } from "#components/ui/icon-paths.ts";
import type { Check, CheckState, Verdict } from "#lib/stores/connection/view.ts";
import { asSentence } from "../as-sentence.ts";
import { useSay } from "./use-say.ts";

const LOOKS: Record<CheckState, { icon: IconName; tone: string }> = {
  ok: { icon: "paid", tone: "tone-accent" },
  warn: { icon: "info", tone: "tone-warn" },
  failed: { icon: "octagon", tone: "tone-fail" },
  unclear: { icon: "looking", tone: "tone-unknown" },
};

type Props = { check: Check; verdict: Verdict | null; running: boolean };

/** One check: what was looked at, what was found, and what mends it. */
export function VerdictRow({ check, verdict, running }: Props) {
  const t = useTranslations("stores.test");
  const say = useSay();
  if (verdict === null) {
    return (
      <li
        data-check={check}
        data-state="waiting"
        className="flex gap-3 border-line border-b px-5 py-3 text-table last:border-0"
      >
        <Icon name={running ? "refresh" : "dots"} className={`size-5 text-muted ${running ? "animate-turn" : ""}`} />
        <span className="text-muted">{say(`checks.${check}`)}</span>
      </li>
    );
  }
  const { state, finding, facts, ms } = verdict;
  const { icon, tone } = LOOKS[state];
  const said = facts.field === undefined ? facts : { ...facts, field: say(`fields.${facts.field}`) };
  return (
    <li
      data-check={check}
      data-state={state}
      className={`${tone} flex gap-3 border-line border-b px-5 py-3 text-table last:border-0`}
    >
      <Icon name={icon} className="size-5 text-tone" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap justify-between gap-x-4">
          <span className={state === "failed" || state === "warn" ? "font-semibold" : ""}>
            {say(`checks.${check}`)}
            <span className="sr-only"> {t(`states.${state}`)}</span>
          </span>
          <span className="text-muted text-small">{t("ms", { ms })}</span>
        </p>
        <p className={`[overflow-wrap:anywhere] ${state === "ok" || state === "unclear" ? "text-muted" : ""}`}>
          {asSentence(say(`said.${finding}`, said))}
        </p>
      </div>
    </li>
  );
}

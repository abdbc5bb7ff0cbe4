import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { classOfTone, type Tone } from "#components/orders/look.ts";
import { Icon } from "#components/ui/icon.tsx";
import type { IconName } from "#components/ui/icon-paths.ts";
import { clockText, dayText } from "#components/ui/time-text.ts";
import type { Check, LoggedEffect } from "#lib/notices/log/view.ts";
import { useCheckWords } from "../order/event-words.ts";

const LOOKS: Record<LoggedEffect, { tone: Tone; icon: IconName }> = {
  applied: { tone: "paid", icon: "paid" },
  nothing_new: { tone: "rest", icon: "paid" },
  asked: { tone: "accent", icon: "says" },
  recorded: { tone: "rest", icon: "list" },
  parked: { tone: "warn", icon: "info" },
  parked_mismatch: { tone: "fail", icon: "octagon" },
  parked_unknown_order: { tone: "warn", icon: "info" },
  refused: { tone: "fail", icon: "crossed" },
};

/** What became of a notification: icon, colour and word; bold where somebody should look. */
export function EffectWord({ effect }: { effect: LoggedEffect }) {
  const t = useTranslations("notices.effects");
  const { tone, icon } = LOOKS[effect];
  const quiet = tone === "paid" || tone === "rest" || tone === "accent";
  return (
    <span
      className={`${classOfTone(tone)} inline-flex items-center gap-2 whitespace-normal text-tone ${quiet ? "" : "font-semibold"}`}
    >
      <Icon name={icon} />
      {t(effect)}
    </span>
  );
}

/** The checks in short: those that failed stand first, those that passed in one line. */
export function CheckChips({ checks }: { checks: readonly Check[] }) {
  const words = useCheckWords();
  const passed = checks.filter((check) => check.passed);
  const failed = checks.filter((check) => !check.passed);
  return (
    <span className="flex flex-wrap gap-x-3 gap-y-0.5 text-small">
      {failed.map((check) => (
        <span key={check.name} className="tone-fail inline-flex items-center gap-1 font-semibold text-tone">
          <Icon name="crossed" className="size-4" />
          {words(check)}
        </span>
      ))}
      {passed.length > 0 && (
        <span className="inline-flex items-start gap-1 text-muted">
          <Icon name="paid" className="mt-0.5 size-4" />
          <span>
            {passed.map((check, at) => (
              <Fragment key={check.name}>
                {at > 0 && " · "}
                <span className="whitespace-nowrap">{words(check)}</span>
              </Fragment>
            ))}
          </span>
        </span>
      )}
    </span>
  );
}

/** "2026-11-21 13:44:12" */
export const NoticeTime = ({ at, timeZone }: { at: string; timeZone: string }) => (
  <time dateTime={at}>{`${dayText(at, timeZone)} ${clockText(at, timeZone)}`}</time>
);

/** Until it was written down; null for those from before that was measured. */
export function useTookText(): (tookMs: number | null) => string | null {
  const t = useTranslations("notices");
  return (tookMs) => (tookMs === null ? null : t("took", { ms: tookMs }));
}

"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { sumUp } from "#lib/stores/connection/count-as-tested.ts";
import { CHECKS } from "#lib/stores/connection/view.ts";
import { headText, verdictText } from "#lib/stores/connection/write-report.ts";
import { CopyButton } from "../copy-button.tsx";
import { SaveNote } from "../save-note.tsx";
import type { TestState } from "./use-connection-test.ts";
import { useSay } from "./use-say.ts";
import { VerdictRow } from "./verdict-row.tsx";

type Props = {
  /** What is tested, as the report calls it. */
  account: Parameters<typeof headText>[0];
  test: { state: TestState; run: () => void };
  /** Nothing else on the page comes before the first test. */
  isNext?: boolean;
};

/** The eight checks in a row, each with its word as soon as it has come, and a report to pass on (T3). */
export function ConnectionTest({ account, test: { state, run }, isNext = false }: Props) {
  const t = useTranslations("stores.test");
  const say = useSay();
  const { phase, verdicts } = state;
  const running = phase === "running";
  const report = [headText(account, say), ...verdicts.map((verdict) => verdictText(verdict, say))].join("\n");
  const sum = sumUp(verdicts);
  return (
    <div data-test={phase} className="grid">
      {phase !== "idle" && (
        <ol className="border-line border-b">
          {CHECKS.map((check) => (
            <VerdictRow
              key={check}
              check={check}
              verdict={verdicts.find((verdict) => verdict.check === check) ?? null}
              running={running}
            />
          ))}
        </ol>
      )}
      <div className="flex flex-wrap items-center gap-3 px-5 py-3.5">
        <Button look={isNext && phase === "idle" ? "primary" : "line"} onClick={run} aria-disabled={running}>
          {t(running ? "running" : phase === "idle" ? "start" : "again")}
        </Button>
        {phase === "done" && <CopyButton text={report} label={t("copy")} />}
        <p
          role="status"
          className={`text-table ${sum === "failed" || sum === "unlearnt" ? "font-semibold" : "text-muted"}`}
        >
          {phase === "done" && t(sum, { count: verdicts.filter((verdict) => verdict.state === "failed").length })}
          {phase === "idle" && t("about")}
        </p>
        {(phase === "network" || phase === "refused") && (
          <SaveNote kind={phase === "network" ? "network" : "not_found"} />
        )}
      </div>
    </div>
  );
}

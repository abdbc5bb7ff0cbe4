import { useTranslations } from "next-intl";
import { Icon } from "#components/ui/icon.tsx";
import { STEPS, type Step } from "#lib/setup/view.ts";

type Props = {
  /** Null: all is done. */
  here: Step | null;
  done: Record<Step, boolean>;
  /** Those that can be opened. */
  open: readonly Step[];
};

const ROW = "flex min-h-11 items-center gap-3 rounded-chip text-muted text-table no-underline tablet:px-3";
const MARK =
  "grid size-8 flex-none place-items-center rounded-full border border-line-2 bg-card font-semibold text-small text-muted";

/** The five steps: what is done, where one is, and what is still to come. */
export function StepList({ here, done, open }: Props) {
  const t = useTranslations("setup");
  return (
    <nav aria-label={t("steps")}>
      <ol className="flex justify-between gap-1 tablet:grid">
        {STEPS.map((step, at) => {
          const isHere = step === here;
          const face = (
            <>
              {done[step] ? (
                <Icon name="paid" className="size-8 stroke-[1.5] text-paid" />
              ) : (
                <span className={`${MARK} ${isHere ? "border-accent! bg-accent-tint! text-text!" : ""}`}>{at + 1}</span>
              )}
              <span className={isHere ? "font-semibold text-text max-tablet:sr-only" : "max-tablet:sr-only"}>
                {t(`${step}.name`)}
                {done[step] && <span className="sr-only"> ({t("isDone")})</span>}
              </span>
            </>
          );
          return (
            <li key={step} data-step={step} data-done={done[step]}>
              {open.includes(step) ? (
                <a
                  href={`/setup?step=${step}`}
                  aria-current={isHere ? "step" : undefined}
                  className={`${ROW} min-w-11 justify-center hover:bg-hover tablet:justify-start`}
                >
                  {face}
                </a>
              ) : (
                <span className={`${ROW} min-w-11 justify-center tablet:justify-start`}>{face}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

import { useTranslations } from "next-intl";
import { TestChip } from "#components/shell/test-mark.tsx";
import { Icon } from "#components/ui/icon.tsx";
import type { Trial } from "#lib/setup/view.ts";

type Props = { step: "test" | "sale"; trials: readonly Trial[]; chosen: Trial };

/** Where there are several accounts: which one is tried, and which ones were. */
export function TrialChoice({ step, trials, chosen }: Props) {
  const t = useTranslations("setup");
  const tm = useTranslations("orders.methods");
  if (trials.length < 2) return null;
  return (
    <nav aria-label={t("accounts")} className="mb-6 rounded-card border border-line bg-card">
      <ul>
        {trials.map((trial) => {
          const isDone = step === "test" ? trial.testedAt !== null : trial.sold;
          return (
            <li key={`${trial.storeId} ${trial.accountId}`} className="border-line border-b last:border-0">
              <a
                href={`/setup?step=${step}&account=${trial.accountId}`}
                aria-current={trial === chosen ? "true" : undefined}
                data-trial={trial.code}
                data-done={isDone}
                className="flex min-h-14 items-center gap-3 px-5 py-2 text-table text-text no-underline hover:bg-hover aria-[current]:bg-accent-tint"
              >
                <span className="min-w-0 flex-1">
                  <span className="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold [overflow-wrap:anywhere]">
                    {trial.storeName}
                    {trial.practice && <TestChip />}
                  </span>
                  <span className="block text-muted">
                    {[tm(trial.generation), trial.currencies.join(", ") || t("sellsNothing")].join(" · ")}
                  </span>
                </span>
                {isDone && (
                  <span className="flex items-center gap-1.5 font-semibold text-paid text-small">
                    <Icon name="paid" className="size-5" />
                    {t(step === "test" ? "isTested" : "isSold")}
                  </span>
                )}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Brand } from "#components/shell/brand.tsx";
import { LanguageChoice, type SavePreference } from "#components/shell/preferences.tsx";
import { TestChip, TestStripe } from "#components/shell/test-mark.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { STEPS, type Step } from "#lib/setup/view.ts";
import type { Language } from "../../i18n/languages.ts";
import { StepList } from "./step-list.tsx";

type Props = {
  steps: Parameters<typeof StepList>[0];
  /** True when what is shown is of a practice store. */
  practice: boolean;
  language: Language;
  save: SavePreference;
  title: string;
  children: ReactNode;
};

/** The frame of the first run: the steps beside the one that is open, and the way out to the till at any time. */
export function SetupShell({ steps, practice, language, save, title, children }: Props) {
  const t = useTranslations("setup");
  const { here } = steps;
  return (
    <div className="flex min-h-dvh flex-col">
      {practice && <TestStripe />}
      <header className="flex min-h-12 flex-wrap items-center gap-x-2 border-line border-b bg-card pr-1 pl-4 tablet:min-h-14 tablet:pr-3 tablet:pl-6">
        <Brand />
        {practice && <TestChip />}
        {here !== null && (
          <a href="/" className={buttonClass("plain", "ml-auto px-3! tablet:px-4!")}>
            {t("later")}
          </a>
        )}
      </header>
      <div className="mx-auto grid w-full max-w-280 gap-6 p-4 tablet:grid-cols-[13rem_minmax(0,1fr)] tablet:gap-10 tablet:p-8">
        <StepList {...steps} />
        <main className="min-w-0">
          {here !== null && (
            <p className="text-muted text-table">
              {t("stepOf", { number: STEPS.indexOf(here) + 1, of: STEPS.length })}
            </p>
          )}
          <h1 className="mb-2 text-balance font-semibold text-title tracking-[-0.01em]">{title}</h1>
          {children}
        </main>
      </div>
      <footer className="mt-auto flex justify-center px-4 py-6">
        <LanguageChoice language={language} save={save} />
      </footer>
    </div>
  );
}

export const Lead = ({ children }: { children: ReactNode }) => <p className="mb-6 max-w-160 text-muted">{children}</p>;

export const Card = ({ children }: { children: ReactNode }) => (
  <section className="mb-6 rounded-card border border-line bg-card">{children}</section>
);

/** The way on from a step. */
export const GoOn = ({ to, children, main = true }: { to: string; children: ReactNode; main?: boolean }) => (
  <a href={to} className={buttonClass(main ? "primary" : "line", "min-h-13 px-8!")}>
    {children}
  </a>
);

export const nextOf = (step: Step): Step => STEPS[STEPS.indexOf(step) + 1] ?? step;

import { useTranslations } from "next-intl";
import { LANGUAGES, type Language } from "../../i18n/languages.ts";
import { THEMES, type Theme } from "../../i18n/themes.ts";

/** Keeps a choice of this browser: `language`, `theme`, `letters` or `register` in the form. */
export type SavePreference = (form: FormData) => Promise<void>;

const SEGMENT =
  "flex min-h-11 min-w-11 flex-1 items-center justify-center whitespace-nowrap rounded-[10px] px-3.5 font-semibold text-muted text-table aria-pressed:bg-card aria-pressed:text-text aria-pressed:shadow-[0_0_0_1px_var(--line-2)]";
const GROUP = "flex gap-0.5 rounded-card border border-line-2 bg-page p-px";

/** EN | 中文, each in its own language. */
export function LanguageChoice({ language, save }: { language: Language; save: SavePreference }) {
  const t = useTranslations("shell");
  return (
    <form action={save}>
      <fieldset className={GROUP}>
        <legend className="sr-only">{t("language")}</legend>
        {LANGUAGES.map((choice) => (
          <button
            type="submit"
            key={choice}
            className={SEGMENT}
            name="language"
            value={choice}
            lang={choice}
            aria-pressed={choice === language}
          >
            {t(`languages.${choice}`)}
          </button>
        ))}
      </fieldset>
    </form>
  );
}

export function ThemeChoice({ theme, save }: { theme: Theme; save: SavePreference }) {
  const t = useTranslations("shell");
  return (
    <form action={save}>
      <fieldset className={GROUP}>
        <legend className="sr-only">{t("theme")}</legend>
        {THEMES.map((choice) => (
          <button
            type="submit"
            key={choice}
            className={SEGMENT}
            name="theme"
            value={choice}
            aria-pressed={choice === theme}
          >
            {t(`themes.${choice}`)}
          </button>
        ))}
      </fieldset>
    </form>
  );
}

/** Whether single letters are keys: who speaks to the computer, or leans on the keyboard, turns them off. */
export function LettersChoice({ letters, save }: { letters: boolean; save: SavePreference }) {
  const t = useTranslations("shell");
  return (
    <form action={save}>
      <fieldset className={GROUP}>
        <legend className="sr-only">{t("letters")}</legend>
        {(["on", "off"] as const).map((choice) => (
          <button
            type="submit"
            key={choice}
            className={SEGMENT}
            name="letters"
            value={choice}
            aria-pressed={letters === (choice === "on")}
          >
            {t(`lettersChoice.${choice}`)}
          </button>
        ))}
      </fieldset>
    </form>
  );
}

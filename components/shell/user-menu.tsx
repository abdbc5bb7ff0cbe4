import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonClass } from "#components/ui/button.tsx";
import { Icon } from "#components/ui/icon.tsx";
import type { IconName } from "#components/ui/icon-paths.ts";
import type { Language } from "../../i18n/languages.ts";
import type { Theme } from "../../i18n/themes.ts";
import { MENU_ROW } from "./menu-row.ts";
import { LanguageChoice, LettersChoice, type SavePreference, ThemeChoice } from "./preferences.tsx";

type Props = {
  name: string;
  language: Language;
  theme: Theme;
  save: SavePreference;
  /** Pages of the shop that this user may open. */
  links: readonly {
    href: string;
    text: string;
    icon: IconName;
  }[];
  /** Whether single letters are keys, where there are such keys. */
  letters?: boolean;
  /** Registers to choose from, when there is a choice. */
  registers?: readonly { id: string; text: string; chosen: boolean }[];
  /** Registered tills: the name changes the person, and the menu has a button of its own and a way to lock. */
  till?: { change: (face: ReactNode) => ReactNode; lock: ReactNode } | null;
};

const HEAD = "px-3 pt-3 pb-1 text-muted text-small";

function Face({ name }: { name: string }) {
  return (
    <>
      {/* Drawn, not written: the letter is no part of what the button is called. */}
      <span
        aria-hidden="true"
        data-initial={[...name][0]?.toUpperCase()}
        className="grid size-7 place-items-center rounded-chip bg-text font-semibold text-card text-small before:content-[attr(data-initial)]"
      />
      <span className="max-w-32 truncate max-tablet:hidden">{name}</span>
    </>
  );
}

/** Who is signed in, and what belongs to this person and browser. A native popover: it needs no script. */
export function UserMenu({ name, language, theme, save, links, letters, registers = [], till = null }: Props) {
  const t = useTranslations("shell");
  const other = language === "en" ? "zh-CN" : "en";
  return (
    <>
      <form action={save} className="max-tablet:hidden">
        <button
          type="submit"
          name="language"
          value={other}
          lang={other}
          className={buttonClass("plain", "font-normal! px-3! text-muted!")}
        >
          {t(`languages.${other}`)}
        </button>
      </form>
      {till?.change(<Face name={name} />)}
      <button
        type="button"
        popoverTarget="user-menu"
        aria-label={t("menu", { name })}
        className={buttonClass("plain", till === null ? "px-2! tablet:px-3!" : "px-0!")}
      >
        {till === null ? <Face name={name} /> : <Icon name="menu" />}
      </button>
      <div
        id="user-menu"
        popover="auto"
        className="fixed top-16 right-2 bottom-auto left-auto m-0 max-h-[80dvh] w-72 overflow-auto rounded-card border border-line bg-card p-2 text-text shadow-float"
      >
        <p className="px-3 py-2 font-semibold">{name}</p>
        {links.map(({ href, text, icon }) => (
          <a key={href} href={href} className={MENU_ROW}>
            <Icon name={icon} className="size-5 text-muted" />
            {text}
          </a>
        ))}
        {registers.length > 1 && (
          <form action={save}>
            <p className={HEAD}>{t("registers")}</p>
            {registers.map(({ id, text, chosen }) => (
              <button
                type="submit"
                key={id}
                name="register"
                value={id}
                aria-pressed={chosen}
                className={`${MENU_ROW} aria-pressed:font-semibold`}
              >
                <Icon name="paid" className={`size-5 text-accent ${chosen ? "" : "invisible"}`} />
                {text}
              </button>
            ))}
          </form>
        )}
        <p className={HEAD}>{t("language")}</p>
        <div className="px-3">
          <LanguageChoice language={language} save={save} />
        </div>
        <p className={HEAD}>{t("theme")}</p>
        <div className="px-3 pb-2">
          <ThemeChoice theme={theme} save={save} />
        </div>
        {letters !== undefined && (
          <>
            <p className={HEAD}>{t("letters")}</p>
            <div className="px-3 pb-2">
              <LettersChoice letters={letters} save={save} />
            </div>
          </>
        )}
        <hr className="my-2 border-line" />
        {till?.lock}
        <a href="/account" className={MENU_ROW}>
          <Icon name="person" className="size-5 text-muted" />
          {t("account")}
        </a>
        <a href="/sign-out" className={MENU_ROW}>
          <Icon name="out" className="size-5 text-muted" />
          {t("signOut")}
        </a>
      </div>
    </>
  );
}

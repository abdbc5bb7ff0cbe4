import { cookies, headers } from "next/headers";
import { isLanguage, type Language, preferredLanguage } from "./languages.ts";
import { isTheme, type Theme } from "./themes.ts";

export const LANGUAGE_COOKIE = "scantill.lang";
export const THEME_COOKIE = "scantill.theme";
export const LETTERS_COOKIE = "scantill.letters";
export const NO_TILL_COOKIE = "scantill.no-till";

type Preferences = {
  language: Language;
  theme: Theme;
  /** Whether single letters are keys of the till (WCAG 2.1.4). */
  letters: boolean;
  /** Somebody said here that this is nobody's till: it is not asked again whether it is one (T12). */
  noTill: boolean;
};

/** What this browser chose; without a choice the language its user reads, the theme of the system, and letters as keys. */
export async function readPreferences(): Promise<Preferences> {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  const language = jar.get(LANGUAGE_COOKIE)?.value;
  const theme = jar.get(THEME_COOKIE)?.value;
  return {
    language: isLanguage(language) ? language : preferredLanguage(sent.get("accept-language") ?? ""),
    theme: isTheme(theme) ? theme : "system",
    letters: jar.get(LETTERS_COOKIE)?.value !== "off",
    noTill: jar.get(NO_TILL_COOKIE)?.value === "yes",
  };
}

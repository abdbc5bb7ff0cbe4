import { cookies, headers } from "next/headers";
import { isLanguage, type Language, preferredLanguage } from "./languages.ts";
import { isTheme, type Theme } from "./themes.ts";

export const LANGUAGE_COOKIE = "scantill.lang";
export const THEME_COOKIE = "scantill.theme";
export const LETTERS_COOKIE = "scantill.letters";

type Preferences = {
  language: Language;
  theme: Theme;
  /** Whether single letters are keys of the till (WCAG 2.1.4). */
  letters: boolean;
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
  };
}

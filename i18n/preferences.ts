import { cookies, headers } from "next/headers";
import { isLanguage, type Language, preferredLanguage } from "./languages.ts";
import { isTheme, type Theme } from "./themes.ts";

export const LANGUAGE_COOKIE = "scantill.lang";
export const THEME_COOKIE = "scantill.theme";

/** What this browser chose; without a choice the language its user reads and the theme of the system. */
export async function readPreferences(): Promise<{ language: Language; theme: Theme }> {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  const language = jar.get(LANGUAGE_COOKIE)?.value;
  const theme = jar.get(THEME_COOKIE)?.value;
  return {
    language: isLanguage(language) ? language : preferredLanguage(sent.get("accept-language") ?? ""),
    theme: isTheme(theme) ? theme : "system",
  };
}

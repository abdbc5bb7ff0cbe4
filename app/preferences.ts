"use server";

import { cookies, headers } from "next/headers";
import { REGISTER_COOKIE } from "#app/session.ts";
import { isUuid } from "#lib/uuid.ts";
import { isLanguage } from "../i18n/languages.ts";
import { LANGUAGE_COOKIE, LETTERS_COOKIE, NO_TILL_COOKIE, THEME_COOKIE } from "../i18n/preferences.ts";
import { isTheme } from "../i18n/themes.ts";

const YEAR = 365 * 24 * 3600;

/** Keeps what this browser chose. It holds no rights: whether a register may be used is asked at each page. */
export async function savePreference(form: FormData): Promise<void> {
  // What a browser sends may be anything.
  if (!(form instanceof FormData)) return;
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  const keep = (name: string, value: string) =>
    jar.set(name, value, {
      path: "/",
      maxAge: YEAR,
      httpOnly: true,
      sameSite: "lax",
      secure: sent.get("x-forwarded-proto") === "https",
    });
  const language = form.get("language");
  const theme = form.get("theme");
  const letters = form.get("letters");
  const register = form.get("register");
  if (isLanguage(language)) keep(LANGUAGE_COOKIE, language);
  if (isTheme(theme)) keep(THEME_COOKIE, theme);
  if (letters === "on" || letters === "off") keep(LETTERS_COOKIE, letters);
  if (form.get("till") === "no") keep(NO_TILL_COOKIE, "yes");
  if (typeof register === "string" && isUuid(register)) keep(REGISTER_COOKIE, register);
}

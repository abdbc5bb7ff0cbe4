import { getRequestConfig } from "next-intl/server";
import { isLanguage } from "./languages.ts";
import { readPreferences } from "./preferences.ts";

export default getRequestConfig(async ({ locale }) => {
  // Some texts are for others than this browser's user: a receipt speaks the language of its store.
  const language = isLanguage(locale) ? locale : (await readPreferences()).language;
  const messages = await import(`../messages/${language}.json`);
  // Times are written with the store's zone named each time; this one only keeps server and browser alike.
  return { locale: language, messages: messages.default, timeZone: "UTC" };
});

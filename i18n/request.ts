import { getRequestConfig } from "next-intl/server";
import { readPreferences } from "./preferences.ts";

export default getRequestConfig(async () => {
  const { language } = await readPreferences();
  const messages = await import(`../messages/${language}.json`);
  // Times are written with the store's zone named each time; this one only keeps server and browser alike.
  return { locale: language, messages: messages.default, timeZone: "UTC" };
});

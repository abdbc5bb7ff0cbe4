import "server-only";
import { getTranslations } from "next-intl/server";
import type { Speaker, Speakers } from "#components/receipt/write-receipt.ts";
import type { Place } from "#lib/stores/view.ts";
import type { Language } from "../../i18n/languages.ts";

const speak = async (language: Language): Promise<Speaker> => ({
  language,
  t: await getTranslations({ locale: language, namespace: "receipt" }),
});

/** Who writes a receipt: the language of the store and its second one, never that of the cashier (E7). */
export async function speakersOf({
  language,
  secondLanguage,
}: Pick<Place["store"], "language" | "secondLanguage">): Promise<Speakers> {
  const [first, second] = await Promise.all([speak(language), secondLanguage && speak(secondLanguage)]);
  return { first, second };
}

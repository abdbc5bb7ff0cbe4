/** The languages of the product, as BCP 47 tags: cookie value, `lang` of the page and name of the message file. */
export const LANGUAGES = ["en", "zh-CN"] as const;
export type Language = (typeof LANGUAGES)[number];

export const isLanguage = (text: unknown): text is Language => LANGUAGES.some((language) => language === text);

/**
 * The language for an Accept-Language header: the first tag, by weight, whose primary part is ours; English when none is.
 * Every Chinese tag gets Simplified Chinese, the only Chinese we have.
 */
export function preferredLanguage(header: string): Language {
  const tags = header.split(",").map((part) => {
    const [tag = "", ...params] = part.trim().toLowerCase().split(";");
    const weight = params.map((param) => /^\s*q=([01](?:\.\d{1,3})?)\s*$/.exec(param)?.[1]).find(Boolean);
    return { primary: tag.split("-")[0], weight: Number(weight ?? "1") };
  });
  const ours = tags.filter(({ primary, weight }) => weight > 0 && (primary === "en" || primary === "zh"));
  const best = ours.sort((a, b) => b.weight - a.weight)[0];
  return best?.primary === "zh" ? "zh-CN" : "en";
}

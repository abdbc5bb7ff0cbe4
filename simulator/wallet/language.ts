export type Language = "en" | "zh-CN";

/** The choice in the address wins, then the browser's wish, then English. */
export function chooseLanguage(chosen: string | null, acceptLanguage: string | undefined): Language {
  if (chosen === "en" || chosen === "zh-CN") return chosen;
  const wishes = (acceptLanguage ?? "").split(",").map(readWish);
  const best = wishes.filter(({ tag }) => /^(en|zh)\b/.test(tag)).sort((a, b) => b.weight - a.weight)[0];
  return best?.tag.startsWith("zh") ? "zh-CN" : "en";
}

function readWish(wish: string): { readonly tag: string; readonly weight: number } {
  const [tag = "", quality = "q=1"] = wish.trim().toLowerCase().split(";");
  return { tag, weight: Number(quality.trim().slice(2)) };
}

import type { MoneyText } from "#lib/money/money.ts";
import { sayEnglish } from "./english.ts";
import { sayMandarin } from "./mandarin.ts";

export type VoiceLanguage = "en" | "zh-CN";

/** A sentence: as a voice reads it, and as recorded clips in their order; null where a word of it is not recorded. */
export type Said = { readonly text: string; readonly clips: readonly string[] | null };

/** "Payment received" with its amount, in our own words. */
export const sayPaid = (language: VoiceLanguage, amount: MoneyText): Said =>
  language === "en" ? sayEnglish(amount) : sayMandarin(amount);

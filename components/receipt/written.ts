import type { Language } from "../../i18n/languages.ts";

/** A text in the language of the receipt and, where the store wants one, in a second. */
export type Words = { text: string; second: string | null };

export type Fact = { name: Words; value: string };

/** A receipt with every word written: a screen, a printer or a test only puts it in its place. */
export type WrittenReceipt = {
  language: Language;
  secondLanguage: Language | null;
  /** What no practice receipt is without. */
  practice: Words | null;
  storeName: string;
  address: string | null;
  taxId: Fact | null;
  title: Words;
  copy: Words | null;
  facts: Fact[];
  /** Amounts that were added up. */
  lines: { number: number; amount: string }[];
  total: Fact;
  sums: Fact[];
  proof: Fact[];
  standing: Words;
  /** The instant of that answer, in words of the store's zone. */
  checked: Words;
  /** Words beside the code of its address. */
  live: Words;
  url: string | null;
  footer: string | null;
};

/** A payment code on paper. */
export type WrittenCode = {
  language: Language;
  secondLanguage: Language | null;
  practice: Words | null;
  storeName: string;
  title: Words;
  amount: string;
  endsAt: Words;
  never: Words;
  /** What may be drawn, best first. */
  text: string | null;
  ownText: string | null;
};

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
  /** With the number of the copy. */
  title: Words;
  facts: Fact[];
  /** Amounts that were added up. */
  lines: { number: number; amount: string }[];
  total: Fact;
  sums: Fact[];
  proof: Fact[];
  standing: Words;
  /** The same on paper, where its address is how to learn more. */
  state: Words;
  /** The instant of that answer, in words of the store's zone. */
  checked: string;
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

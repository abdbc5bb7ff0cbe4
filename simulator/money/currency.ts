/** Price and settlement currencies of the documents (mapi.md 1, "Currencies"). */
const CURRENCIES = `GBP HKD USD SGD JPY CAD AUD EUR NZD KRW THB CHF SEK DKK NOK MYR IDR PHP MUR ILS LKR RUB AED CZK ZAR CNY`;
const KNOWN: ReadonlySet<string> = new Set(CURRENCIES.split(" "));

/** Without a minor unit (mapi.md 1, "Amounts"; intl.md 1, "Amounts"). */
const WHOLE: ReadonlySet<string> = new Set(["JPY", "KRW"]);

export function isCurrency(code: string): boolean {
  return KNOWN.has(code);
}

/** Decimals of an amount of this currency: all others here have two. */
export function decimalsOf(currency: string): number {
  return WHOLE.has(currency) ? 0 : 2;
}

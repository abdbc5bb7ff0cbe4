/** ISO 4217 currencies whose number of decimals is not two. */
const OTHER_DIGITS: ReadonlyMap<string, number> = new Map([
  ["BIF", 0],
  ["CLP", 0],
  ["DJF", 0],
  ["GNF", 0],
  ["ISK", 0],
  ["JPY", 0],
  ["KMF", 0],
  ["KRW", 0],
  ["PYG", 0],
  ["RWF", 0],
  ["UGX", 0],
  ["VND", 0],
  ["VUV", 0],
  ["XAF", 0],
  ["XOF", 0],
  ["XPF", 0],
  ["BHD", 3],
  ["IQD", 3],
  ["JOD", 3],
  ["KWD", 3],
  ["LYD", 3],
  ["OMR", 3],
  ["TND", 3],
]);

/** Decimals of a currency as ISO 4217 lists them: 2 for CNY, 0 for JPY, 3 for KWD. */
export const currencyDigits = (currency: string): number => OTHER_DIGITS.get(currency) ?? 2;

/** The currencies that have this many decimals, where that is not two. */
export const currenciesWith = (digits: number): string[] =>
  [...OTHER_DIGITS].filter(([, theirs]) => theirs === digits).map(([currency]) => currency);

/** "… 483 920": the last six digits of a trade number, as a customer reads them out. */
export const tradeTailText = (tail: string): string => `… ${tail.slice(0, 3)} ${tail.slice(3)}`;

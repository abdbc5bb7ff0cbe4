/** The currencies of mapi.md section 1. MOP and TWD, which it calls special without saying how, are left out. */
export const mapiCurrencies: readonly string[] =
  "GBP HKD USD SGD JPY CAD AUD EUR NZD KRW THB CHF SEK DKK NOK MYR IDR PHP MUR ILS LKR RUB AED CZK ZAR CNY".split(" ");

/** Their amounts have no decimals (mapi.md section 1); all others have two, whatever ISO 4217 may say. */
const wholeCurrencies = ["JPY", "KRW"];

/** Number(11,2): at most nine digits before the point (mapi.md section 4.1). */
const written = { whole: /^[1-9][0-9]{0,8}$/, decimal: /^(?:0|[1-9][0-9]{0,8})\.[0-9]{2}$/ } as const;
const readable = {
  whole: /^(0|[1-9][0-9]{0,8})(?:\.0{1,2})?$/,
  decimal: /^(0|[1-9][0-9]{0,8})(?:\.([0-9]{1,2}))?$/,
} as const;

const kindOf = (currency: string) => (wholeCurrencies.includes(currency) ? "whole" : "decimal");

/** True for an amount as we may send it: above zero, with exactly the decimals of its currency; a wrong number is refused there. */
export function isSendableAmount(text: string, currency: string): boolean {
  return mapiCurrencies.includes(currency) && written[kindOf(currency)].test(text) && !/^0\.00$/.test(text);
}

/** Number(9,2) (mapi.md section 4.4): at most seven digits before the point, so what is above goes back in parts (clarification 3). */
export const fitsRefund = (text: string): boolean => /^[0-9]{1,7}(?:\.|$)/.test(text);

/** Reads an amount in the smallest unit of its currency; Alipay's own samples write 8.8, 10 and 0.01 (seed-notes 0.16). */
export function readAmount(text: string, currency: string): bigint | null {
  const kind = kindOf(currency);
  const match = mapiCurrencies.includes(currency) ? readable[kind].exec(text) : null;
  return match ? BigInt(`${match[1]}${kind === "whole" ? "" : (match[2] ?? "").padEnd(2, "0")}`) : null;
}

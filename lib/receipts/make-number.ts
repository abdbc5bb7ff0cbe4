type Parts = {
  registerCode: string;
  timeZone: string;
  at: Date;
  /** Of the order or the refund: its last digits are random (RFC 9562, 5.7). */
  id: string;
};

/**
 * A number that people can read out: "2-261122-9F3C1A", the register, the day in the store's zone, six digits of the
 * identifier. It finds a receipt together with its day; what tells receipts apart for certain is the merchant's number.
 */
export function shortNumber({ registerCode, timeZone, at, id }: Parts): string {
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(at);
  return [shorten(registerCode), day.slice(2).replaceAll("-", ""), id.slice(-6).toUpperCase()].join("-");
}

const LONGEST_CODE = 8;
const shorten = (code: string): string => code.slice(0, LONGEST_CODE).toUpperCase();

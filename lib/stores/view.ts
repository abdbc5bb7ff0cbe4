/** A register and its store, with all that a till is set to. Limits are minor units as text. */
export type Place = {
  store: {
    id: string;
    name: string;
    practice: boolean;
    timeZone: string;
    /** What its customers read. */
    language: "en" | "zh-CN";
    secondLanguage: "en" | "zh-CN" | null;
    requireShift: boolean;
    centsFirst: boolean;
    returnSeconds: 0 | 5 | 8 | 15;
    pinLength: number;
    idleLockMinutes: number;
    lockAfterSale: boolean;
    /** What the store sells in, its own currency first. */
    currencies: { currency: string; minAmount: string; maxAmount: string; confirmFrom: string | null }[];
  };
  register: {
    id: string;
    name: string;
    /** Percent. */
    volume: number;
    voice: "store" | "en" | "zh-CN" | "off";
    /** Millimetres. */
    paperWidth: 58 | 80;
  };
};

import { createDraw } from "./draw.ts";

/** Who sells over which generation, and in what. Each has a code life of one minute. */
export const SHOPS: readonly { like: string; currency: string; decimals: number }[] = [
  { like: "practice", currency: "CNY", decimals: 2 },
  { like: "practice-overseas", currency: "USD", decimals: 2 },
  { like: "practice-overseas", currency: "JPY", decimals: 0 },
  { like: "practice-page", currency: "USD", decimals: 2 },
];

export type SalePlan = {
  shop: { like: string; currency: string; decimals: number };
  /** Decimal text. */
  amount: string;
  register: number;
  /** Pressed twice at once under one key. */
  pressedTwice: boolean;
  /** What the customer does, and when, ms after the code is there. */
  buyer: { does: "pay" | "decline" | "scan" | "nothing"; after: number };
  /** What the cashier does, ms after the code is there. */
  cashier: { does: "cancel" | "ask" | "nothing"; after: number };
  /** Parts of the price that go back, in minor units of a hundred, each pressed so often at once. */
  refunds: { share: number; after: number; presses: number }[];
};

export function planSale(seed: number, index: number): SalePlan {
  const draw = createDraw(`${seed} sale ${index}`);
  const shop = draw.pick(SHOPS);
  const whole = String(draw.between(1, 900));
  const amount = shop.decimals === 0 ? whole : `${whole}.${String(draw.between(0, 99)).padStart(2, "0")}`;
  const base = { shop, amount, register: draw.between(0, REGISTERS - 1), pressedTwice: draw.chance(0.1) };
  const soon = () => draw.between(0, 6000);
  const kind = draw.between(1, 100);
  const refunds = draw.chance(0.25)
    ? [100, 50, 30].slice(draw.between(0, 2)).map((share) => ({
        ...{ share, after: draw.between(0, 8000), presses: draw.chance(0.3) ? 2 : 1 },
      }))
    : [];
  if (kind <= 66) {
    const cashier = draw.chance(0.15) ? { does: "ask" as const, after: soon() } : NOBODY;
    return { ...base, buyer: { does: "pay", after: soon() }, cashier, refunds };
  }
  if (kind <= 82) {
    // Both at about the same time: before, during and after the cancel.
    const after = soon();
    const buyer = { does: "pay" as const, after: Math.max(0, after + draw.between(-300, 900)) };
    return { ...base, buyer, cashier: { does: "cancel", after }, refunds };
  }
  if (kind <= 88) {
    const late = { does: "pay" as const, after: draw.between(9000, 25_000) };
    return { ...base, buyer: late, cashier: { does: "cancel", after: soon() }, refunds };
  }
  if (kind <= 92) return { ...base, buyer: { does: "decline", after: soon() }, cashier: NOBODY, refunds: [] };
  if (kind <= 96) {
    return { ...base, buyer: { does: "scan", after: soon() }, cashier: { does: "cancel", after: soon() }, refunds: [] };
  }
  return { ...base, buyer: { does: "nothing", after: 0 }, cashier: NOBODY, refunds: [] };
}

const NOBODY = { does: "nothing", after: 0 } as const;
export const REGISTERS = 3;

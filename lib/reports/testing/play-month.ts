import { decimalText } from "#lib/money/money.ts";
import { cancelOrder } from "#lib/orders/cancel-order.ts";
import { refreshCode } from "#lib/orders/refresh-code.ts";
import type { PaymentRow } from "#lib/orders/sql/payment-row.ts";
import type { Generation } from "#lib/payments/gateway.ts";
import { sumMoney } from "#lib/reports/sum-money.ts";
import { by } from "#lib/testing/by.ts";
import type { SimulatedShop, SoldStore } from "./simulated-shop.ts";

/** What becomes of a sale. */
export type Story =
  /** Paid, and told by a notification; or by nobody, until the worker asks. */
  | "paid"
  | "unheard"
  /** Paid while Alipay's answers cannot be read: it is found when they can be again. */
  | "found"
  | "given_back"
  | "in_parts"
  /** The answer to its refund is lost. */
  | "unclear_refund"
  | "cancelled"
  | "expired"
  | "declined"
  /** Paid after it was cancelled. */
  | "late"
  /** Both of its codes are paid. */
  | "twice"
  /** Paid while its cancel was under way, which sends the money back. */
  | "voided"
  /** Paid after it was cancelled, and Alipay names another currency. */
  | "mismatch"
  /** Given back in Alipay's own portal. */
  | "portal";

/** A cancel by this interface voids the code, so that nobody pays it late or twice. */
const NOT_OF_PAGES: readonly Story[] = ["late", "twice"];
const STORIES: readonly Story[] = [
  ...(["paid", "paid", "paid", "paid", "unheard", "found", "given_back", "in_parts", "unclear_refund"] as const),
  ...(["cancelled", "expired", "declined", "late", "twice", "voided", "mismatch", "portal"] as const),
];

/** What each interface calls them. */
const CALLS: Readonly<Record<Generation, { query: string; cancel: string }>> = {
  openapi: { query: "query", cancel: "cancel" },
  mapi: { query: "query", cancel: "cancel" },
  intl: { query: "payQuery", cancel: "payCancel" },
};

/** A whole number from 0 up to below what is asked for. */
export type Random = (below: number) => number;

export type Sale = { store: SoldStore; story: Story; orderId: string };
export type Planned = { at: Date; store: SoldStore; story: Story };

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

export const storiesOf = ({ generation }: SoldStore): Story[] =>
  STORIES.filter((story) =>
    story === "mismatch" ? generation === "mapi" : generation !== "intl" || !NOT_OF_PAGES.includes(story),
  );

/** Plays all sales in the order of their time, and what follows them: customers who come back another day. */
export async function playMonth(sim: SimulatedShop, planned: readonly Planned[], random: Random): Promise<Sale[]> {
  const { shop, clock, control, passTo } = sim;
  const sales: Sale[] = [];
  const agenda: { at: Date; run: () => Promise<void> }[] = [];
  const pass = (ms: number) => passTo(new Date(clock.now().getTime() + ms));
  const plan = (ms: number, run: () => Promise<void>) => {
    agenda.push({ at: new Date(clock.now().getTime() + ms), run });
    agenda.sort((one, other) => one.at.getTime() - other.at.getTime());
  };

  const decimal = (minor: number, { currency }: SoldStore) => decimalText({ minor: BigInt(minor), currency });

  /** Customers come back when refunds do not stand still, half an hour to nine days later. */
  const later = () => 30 * MINUTE + random(9 * 24 * 60) * MINUTE;
  const strike = ({ merchantNumber }: PaymentRow, fault: object) =>
    control("POST", "faults", { ...fault, outTradeNo: merchantNumber });

  async function sell({ store, story }: Planned): Promise<void> {
    const minor = 100 + random(20_000);
    const payment = await sim.charge(store, decimal(minor, store));
    sales.push({ store, story, orderId: payment.orderId });
    const cancel = () => cancelOrder(shop, by(sim.userId), payment.orderId);
    const part = (most: number) => decimal(1 + random(most), store);
    await pass(20 * SECOND);
    switch (story) {
      case "paid":
        return sim.pay(payment);
      case "unheard":
        await sim.pay(payment, { heard: false });
        return pass(20 * SECOND);
      case "found":
        await strike(payment, { name: "wrong_signature", times: "always", operation: CALLS[payment.generation].query });
        await sim.pay(payment, { heard: false });
        await pass(80 * SECOND);
        await control("DELETE", "faults");
        return pass(30 * SECOND);
      case "given_back":
        await sim.pay(payment);
        return plan(later(), () => sim.giveBack(store, payment, decimal(minor, store)));
      case "in_parts":
        await sim.pay(payment);
        plan(later(), () => sim.giveBack(store, payment, part(Math.floor(minor / 3))));
        return plan(12 * DAY + later(), () => sim.giveBack(store, payment, part(Math.floor(minor / 3))));
      case "unclear_refund":
        await sim.pay(payment);
        return plan(later(), async () => {
          await strike(payment, { name: "lost_answer", operation: "refund" });
          await sim.giveBack(store, payment, part(Math.floor(minor / 2)));
        });
      case "cancelled":
        await cancel();
        return pass(MINUTE);
      case "expired":
        return pass(5 * MINUTE);
      case "declined":
        await control("POST", "decline", { outTradeNo: payment.merchantNumber });
        return pass(MINUTE);
      case "late":
        await cancel();
        await pass(20 * SECOND);
        await sim.pay(payment);
        return pass(MINUTE);
      case "twice":
        await refreshCode(shop, sim.userId, payment.orderId);
        await pass(5 * SECOND);
        await sim.pay(await sim.payment(payment.orderId));
        await sim.pay(payment);
        return pass(MINUTE);
      case "voided":
        await strike(payment, { name: "lost_request", times: "always", operation: CALLS[payment.generation].cancel });
        await cancel();
        await pass(SECOND);
        await control("DELETE", "faults");
        await sim.pay(payment, { heard: false });
        return pass(MINUTE);
      case "mismatch":
        await cancel();
        await pass(20 * SECOND);
        await control("POST", "settings", { mapiQueryCurrency: "settlement" });
        await sim.pay(payment);
        return void (await control("POST", "settings", { mapiQueryCurrency: "price" }));
      case "portal":
        await sim.pay(payment);
        return plan(later(), async () => {
          await control("POST", "refund", { outTradeNo: payment.merchantNumber, minor: String(1 + random(minor)) });
        });
    }
  }

  for (const one of planned) agenda.push({ at: one.at, run: () => sell(one) });
  agenda.sort((one, other) => one.at.getTime() - other.at.getTime());
  for (let next = agenda.shift(); next !== undefined; next = agenda.shift()) {
    await passTo(next.at);
    await next.run();
    // The worker adds up each second; here now and then, so that some of it is not added up yet whenever somebody looks.
    if (random(3) === 0) while (await sumMoney(shop));
  }
  await pass(2 * DAY);
  return sales;
}

import type { Store } from "#components/till/setting.ts";
import type { Sale } from "#components/till/use-charge.ts";
import { fromMoneyText, type MoneyText, parseMoney, sameMoney, toMoneyText } from "#lib/money/money.ts";
import { isUndecided, type OrderView } from "#lib/orders/view.ts";

/** Why a sale is read once more before its code is made. */
export type SecondLook = {
  amount: MoneyText;
  reference: string;
  /** A sale of the same amount and reference, whose end nobody knows yet (P7). */
  twin: OrderView | null;
};

type Shop = { currencies: Store["currencies"]; orders: readonly OrderView[] };

/** Null where nothing speaks against charging at once. */
export function secondLook(sale: Sale, { currencies, orders }: Shop): SecondLook | null {
  const parsed = parseMoney(sale.amount, sale.currency);
  if (!parsed.ok) return null;
  const { money } = parsed;
  const from = currencies.find(({ currency }) => currency === sale.currency)?.confirmFrom ?? null;
  const isTwin = (order: OrderView) =>
    isUndecided(order.state) &&
    sameMoney(fromMoneyText(order.amount), money) &&
    (order.reference ?? "") === sale.reference;
  const twin = orders.find(isTwin) ?? null;
  if (twin === null && (from === null || money.minor < BigInt(from))) return null;
  return { amount: toMoneyText(money), reference: sale.reference, twin };
}

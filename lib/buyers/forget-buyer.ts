import { insertEntry } from "#lib/audit/sql/insert-entry.ts";
import { run } from "#lib/db/statement.ts";
import { transact } from "#lib/db/transaction.ts";
import { maskedBuyer } from "#lib/payments/trades.ts";
import type { Shop } from "#lib/process.ts";
import { type BuyerSale, forgetBuyerRows, readBuyer } from "./sql/one-buyer.ts";

/** Shorter words stand in notices for something else. */
const SHORTEST = 5;

/**
 * How somebody is found by a name or number, as Alipay told it or as the person does: in the payments as they are kept, masked, and
 * in notices as Alipay wrote them, in a form or in JSON.
 */
function wordsOf(id: string): [names: string[], bytes: Buffer[]] {
  const names = [...new Set([id, maskedBuyer(id) ?? id])];
  const written = names.flatMap((name) => [
    name,
    encodeURIComponent(name),
    encodeURIComponent(name).replaceAll("*", "%2A"),
  ]);
  return [names, [...new Set(written)].filter(({ length }) => length >= SHORTEST).map((word) => Buffer.from(word))];
}

/** Everything that is kept of somebody (W6): for the person, as the law wants it. Another with the same masked name is in it too. */
export const findBuyer = ({ pool }: Shop, id: string): Promise<BuyerSale[]> => run(pool, readBuyer, wordsOf(id));

/** Removes who it was from payments and notices; the money, its events and the audit stay. */
export const forgetBuyer = ({ pool }: Shop, id: string): Promise<{ payments: number; notices: number }> =>
  transact(pool, async (run) => {
    const [done = { payments: 0, notices: 0 }] = await run(forgetBuyerRows, wordsOf(id));
    if (done.payments + done.notices === 0) return done;
    const entry = ["buyer_forgotten", null, null, null, null, null, "installation", null, JSON.stringify(done)];
    await run(insertEntry, entry);
    return done;
  });

import { cashier, type Doer } from "#lib/actor.ts";
import { run } from "#lib/db/statement.ts";
import { applyOutcome } from "#lib/orders/apply-outcome.ts";
import type { Shop } from "#lib/process.ts";
import type { TakeBackInput, TakeBackResult } from "./commands.ts";
import { noticeValues, reopenOfOrder, reopenOne } from "./sql/dismiss-notice.ts";
import { readAccepted, readSettled } from "./sql/read-word.ts";

/**
 * A person takes back what they have just said: the case waits again, as if nobody had said anything. Only for words; what was asked
 * of Alipay cannot be taken back. Both stand in the audit.
 */
export async function takeBack(shop: Shop, doer: Doer, input: TakeBackInput): Promise<TakeBackResult> {
  if (input.word === "dismiss") {
    const [known] = await run(shop.pool, reopenOne, noticeValues(doer, input));
    if (!known) return { kind: "not_found" };
    return { kind: known.done ? "taken_back" : "too_late" };
  }
  const read = input.word === "accept" ? readAccepted : readSettled;
  const [said] = await run(shop.pool, read, [input.id, doer.userId, input.storeId]);
  if (!said) return { kind: "not_found" };
  if (!said.isLast) return { kind: "too_late" };
  const { changed } = await applyOutcome(shop, said, {
    news: { kind: "word_taken_back" },
    actor: cashier(doer.userId),
    risky: { kind: "word_taken_back", doer },
  });
  if (!changed) return { kind: "too_late" };
  if (input.word === "settle") await run(shop.pool, reopenOfOrder, [doer.userId, input.id]);
  return { kind: "taken_back" };
}

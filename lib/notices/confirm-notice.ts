import { run } from "#lib/db/statement.ts";
import { errorFields, log } from "#lib/log.ts";
import { writeNoticeWord } from "#lib/orders/sql/insert-notice.ts";
import type { Gateway } from "#lib/payments/gateway.ts";
import type { Shop } from "#lib/process.ts";

/**
 * How to ask Alipay whether a notice that was just kept is its own, or null where the signature is proof enough. The word
 * joins the verdicts in the inbox. A denied notice is an alarm and no more: it was only a reason to ask.
 */
export function confirmNotice(
  shop: Shop,
  gateway: Gateway,
  { notifyId, accountId }: { notifyId: string; accountId: string },
): (() => Promise<void>) | null {
  const { confirmNotice: ask, generation } = gateway;
  if (ask === undefined) return null;
  return async () => {
    try {
      const word = await ask(notifyId);
      if (word === "unclear") return;
      if (word === "denied") log("error", "notice_denied", { account: accountId, notice: notifyId });
      await run(shop.pool, writeNoticeWord, [generation, accountId, notifyId, word === "genuine"]);
    } catch (error) {
      log("error", "notice_unconfirmed", { account: accountId, ...errorFields(error) });
    }
  };
}

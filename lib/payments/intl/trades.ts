import type { NotificationResult } from "#lib/alipay/intl/notification.ts";
import type { Acquirement } from "#lib/alipay/intl/operations/pay-query.ts";
import type { PrepareInput } from "#lib/alipay/intl/operations/prepare-for-redirect.ts";
import type { CodeRequest, NoticeVerdicts, TradeNews, TradeState } from "../gateway.ts";
import type { IntlAccount } from "./account.ts";

/** The order in Alipay's words. Of the risk members only what a till knows and Alipay needs (intl.md section 4.1). */
export function prepareInput(
  request: CodeRequest,
  { terms, seller, sendsRedirectUrl }: IntlAccount,
  notifyUrl: string | null,
): PrepareInput {
  const { merchantNumber, amount, subject, codeLifeMinutes, returnUrl } = request;
  // The smallest unit as it is, whatever the currency's decimals.
  const orderAmount = { currency: amount.currency, value: amount.minor.toString() };
  return {
    ...terms,
    merchantTransId: merchantNumber,
    order: { orderAmount, orderTitle: subject, ...(seller === null ? {} : { seller }) },
    // Minutes are `min` here; `m` would be months.
    expireTime: `${codeLifeMinutes}min`,
    riskInfo: {
      deviceInfo: { terminalType: terms.terminalType },
      orderInfos: [{ productName: subject, itemPrice: orderAmount }],
    },
    ...(sendsRedirectUrl && returnUrl !== null ? { merchantRedirectUrl: returnUrl } : {}),
    ...(notifyUrl === null ? {} : { notifyUrl }),
  };
}

/** By how much a page lives shorter than was asked for; nothing where it does not. */
export function earlierEnd(validSeconds: number | null, { codeLifeMinutes }: CodeRequest): { earlierByMs?: number } {
  const missing = validSeconds === null ? 0 : codeLifeMinutes * 60 - validSeconds;
  return missing > 0 ? { earlierByMs: missing * 1000 } : {};
}

export const tradeNews = (trade: Acquirement, account: IntlAccount): TradeNews => ({
  state: stateOf(trade.status, account),
  tradeNumber: trade.acquirementId,
  amount: { minor: BigInt(trade.orderAmount.value), currency: trade.orderAmount.currency },
  buyer: null,
  wasPaid: false,
});

/** Paid only in a word that the account calls so; without any word nothing is known of the money (intl.md section 4.2). */
const stateOf = (status: string | null, { meanings }: IntlAccount): TradeState =>
  status === null ? "undecided" : (meanings.get(status) ?? "pending");

export function verdictsOf(result: NotificationResult): NoticeVerdicts {
  if (result.kind === "notice") {
    const { isOurMerchant, merchantTransId } = result.notice;
    const seller = isOurMerchant === null ? {} : { seller: isOurMerchant };
    return { form: true, signature: true, application: true, ...seller, content: merchantTransId !== null };
  }
  switch (result.check) {
    case "form":
      return { form: false };
    case "signature":
      return { form: true, signature: false };
    case "head":
      return { form: true, signature: true, application: false };
  }
}

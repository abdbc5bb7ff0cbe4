import type { NotificationChecks } from "#lib/alipay/mapi/notification.ts";
import type { Trade } from "#lib/alipay/mapi/operations/query.ts";
import type { NoticeVerdicts, TradeNews } from "../gateway.ts";
import { verdicts } from "../notice.ts";
import { maskedBuyer, STATES } from "../trades.ts";

export function tradeNews(trade: Trade): TradeNews {
  return {
    state: STATES[trade.alipay_trans_status],
    tradeNumber: trade.alipay_trans_id,
    amount: trade.price,
    buyer: maskedBuyer(trade.alipay_buyer_login_id),
    wasPaid: trade.alipay_pay_time !== null,
  };
}

export const verdictsOf = ({ form, signature, seller, shape }: NotificationChecks): NoticeVerdicts =>
  verdicts({ form, signature, seller, content: shape });

/** Alipay's words for the state of a trade (openapi.md section 6.2). TRADE_CLOSED is also the end of a full refund. */
const tradeStatuses = ["WAIT_BUYER_PAY", "TRADE_SUCCESS", "TRADE_FINISHED", "TRADE_CLOSED"] as const;

export type TradeStatus = (typeof tradeStatuses)[number];

export function isTradeStatus(text: string | undefined): text is TradeStatus {
  return tradeStatuses.some((status) => status === text);
}

/** Alipay's own number of a trade, at most 64 characters; today 28 digits, though no page promises digits. */
export function isTradeNo(text: string | undefined): text is string {
  return text !== undefined && /^[0-9A-Za-z_-]{1,64}$/.test(text);
}

/**
 * `close`: was unpaid, is dead now. `refund`: was paid, the money went back. `none`: Alipay knew no trade; the code stays payable until
 * it expires (openapi.md section 6.3, mapi.md section 4.3), and after a lost first answer it means even less (clarification 9).
 */
type CancelAction = "close" | "refund" | "none";

export type Cancelled = { kind: "cancelled"; action: CancelAction; trade_no: string | null };

/** Reads the members of a cancel that the gateway took, or says why they settle nothing. */
export function readCancelled(
  text: (name: string) => string | undefined,
  out_trade_no: string,
): Cancelled | "retry_flag" | "bad_member" {
  // The gateway itself asks for a repeat: whatever else it says is not its last word.
  if (text("retry_flag") === "Y") return "retry_flag";
  const [action, tradeNo] = [text("action"), text("trade_no")];
  if (action === undefined && tradeNo === undefined) return { kind: "cancelled", action: "none", trade_no: null };
  const isKnown = action === "close" || action === "refund";
  // An action that moves money must name our trade.
  if (!isKnown || text("out_trade_no") !== out_trade_no) return "bad_member";
  return { kind: "cancelled", action, trade_no: isTradeNo(tradeNo) ? tradeNo : null };
}

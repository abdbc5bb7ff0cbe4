import { findInvalid, outTradeNoRule } from "../../fields.ts";
import type { Answer } from "../../send.ts";
import { isTradeNo } from "../../trade.ts";
import type { MapiConfig } from "../config.ts";
import { type Built, buildRequest, timestampOf } from "../request.ts";
import { type Refused, readAnswer, textOf, type Unclear, unclear } from "../response.ts";

export type CancelInput = { out_trade_no: string };

/**
 * `close`: was unpaid, is dead now. `refund`: was paid, the money went back. `none`: Alipay knew no trade; the code stays payable until
 * it expires (mapi.md section 4.3), and after a lost first answer it means even less (clarification 9).
 */
export type CancelAction = "close" | "refund" | "none";

export type CancelResult = { kind: "cancelled"; action: CancelAction; trade_no: string | null } | Refused | Unclear;

export function buildCancel(input: CancelInput, config: MapiConfig, at: Date): Built<"out_trade_no"> {
  const invalid = findInvalid(input, { out_trade_no: outTradeNoRule });
  const params = { timestamp: timestampOf(at, config), ...input };
  return invalid ?? buildRequest({ service: "alipay.acquire.cancel", params }, config);
}

export function parseCancel(answer: Answer, config: MapiConfig, { out_trade_no }: CancelInput): CancelResult {
  const result = readAnswer(answer, config, { operation: "cancel", out_trade_no });
  if (result.kind === "not_exist") return unclear("code");
  if (result.kind !== "success") return result;
  const text = (name: string) => textOf(result.members, name);
  // The gateway itself asks for a repeat: whatever else it says is not its last word.
  if (text("retry_flag") === "Y") return unclear("retry_flag");
  const [action, tradeNo] = [text("action"), text("trade_no")];
  if (action === undefined && tradeNo === undefined) return { kind: "cancelled", action: "none", trade_no: null };
  const isKnown = action === "close" || action === "refund";
  // An action that moves money must name our trade.
  if (!isKnown || text("out_trade_no") !== out_trade_no) return unclear("bad_member");
  return { kind: "cancelled", action, trade_no: isTradeNo(tradeNo) ? tradeNo : null };
}

export const cancel = { build: buildCancel, parse: parseCancel };

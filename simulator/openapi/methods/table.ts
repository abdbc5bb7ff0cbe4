import { cancel } from "./cancel.ts";
import { close } from "./close.ts";
import type { Method } from "./method.ts";
import { precreate } from "./precreate.ts";
import { query } from "./query.ts";
import { refund } from "./refund.ts";
import { refundQuery } from "./refund-query.ts";

export const METHODS: ReadonlyMap<string, Method> = new Map([
  ["alipay.trade.precreate", precreate],
  ["alipay.trade.query", query],
  ["alipay.trade.cancel", cancel],
  ["alipay.trade.close", close],
  ["alipay.trade.refund", refund],
  ["alipay.trade.fastpay.refund.query", refundQuery],
]);

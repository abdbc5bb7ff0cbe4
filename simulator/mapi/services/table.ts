import { cancel } from "./cancel.ts";
import { precreate } from "./precreate.ts";
import { query } from "./query.ts";
import { refund } from "./refund.ts";
import type { Service } from "./service.ts";

/** The services of OVERSEAS_MBARCODE_PAY alone: `alipay.acquire.query`, `.close` and `.refund` belong to other products (mapi.md 4). */
export const SERVICES: ReadonlyMap<string, Service> = new Map([
  ["alipay.acquire.precreate", precreate],
  ["alipay.acquire.overseas.query", query],
  ["alipay.acquire.cancel", cancel],
  ["alipay.acquire.overseas.spot.refund", refund],
]);

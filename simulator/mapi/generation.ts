import type { GatewayRequest, Generation } from "../generation.ts";
import { readParams } from "../http/form-params.ts";
import { readGatewayCall } from "./gateway.ts";
import { registerMerchant } from "./merchant.ts";
import { composeNotice, isAcknowledged, REPEAT_MINUTES, sealNotice, withWrongAmount } from "./notice.ts";
import { makePracticeMerchant } from "./practice.ts";

export const mapi: Generation = {
  name: "mapi",
  gatewayPath: "/gateway.do",
  opens: "wallet",
  owns: (request) => request.path === "/gateway.do" && namesService(request),
  read: readGatewayCall,
  registerMerchant,
  makePracticeMerchant,
  // The scan is never notified (mapi.md 5.5).
  notifies: (settings, _trade, status) => status !== "WAIT_BUYER_PAY" && settings.notifyStatuses.includes(status),
  // "Executed now, no notification" (mapi.md 4.4, `is_sync`).
  notifiesRefunds: false,
  // Not documented here: the word of the sister products.
  rateLimit: { code: "FAIL", subCode: "REQUEST_TRAFFIC_EXCEED_LIMIT" },
  repeatMinutes: REPEAT_MINUTES,
  composeNotice,
  withWrongAmount,
  sealNotice,
  isAcknowledged,
  returnAddress: () => undefined,
};

/** OpenAPI calls it `method`; a broken request that shows the name is ours to refuse. */
function namesService(request: GatewayRequest): boolean {
  const read = readParams(request);
  return read.ok ? read.params.has("service") : /(?:^|&)service=/.test(request.query);
}

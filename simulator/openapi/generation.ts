import type { Generation } from "../generation.ts";
import { readGatewayCall } from "./gateway.ts";
import { registerMerchant } from "./merchant.ts";
import { composeNotice, isAcknowledged, REPEAT_MINUTES, sealNotice, withWrongAmount } from "./notice.ts";
import { makePracticeMerchant } from "./practice.ts";

export const openapi: Generation = {
  name: "openapi",
  gatewayPath: "/gateway.do",
  opens: "wallet",
  owns: (request) => request.path === "/gateway.do",
  read: readGatewayCall,
  registerMerchant,
  makePracticeMerchant,
  notifies: (settings, _trade, status) => settings.notifyStatuses.includes(status),
  notifiesRefunds: true,
  // codes.md 1.
  rateLimit: { code: "40005", subCode: "isv.app-call-limited" },
  repeatMinutes: REPEAT_MINUTES,
  composeNotice,
  withWrongAmount,
  sealNotice,
  isAcknowledged,
  returnAddress: () => undefined,
};

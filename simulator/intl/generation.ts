import type { Generation } from "../generation.ts";
import { isAcknowledged } from "./acknowledgement.ts";
import { readGatewayCall } from "./gateway.ts";
import { registerMerchant } from "./merchant.ts";
import { composeNotice, REPEAT_MINUTES, sealNotice, withWrongAmount } from "./notice.ts";
import { makePracticeMerchant } from "./practice.ts";
import { returnAddress } from "./return-address.ts";

export const intl: Generation = {
  name: "intl",
  gatewayPath: "/isupergw",
  opens: "payment page",
  owns: (request) => request.path.startsWith("/isupergw/"),
  read: readGatewayCall,
  registerMerchant,
  makePracticeMerchant,
  // "Sent on payment success or failure" (intl.md 4.5), and about nothing else.
  notifies: (_settings, trade, status) => status === "TRADE_SUCCESS" || trade.closedBy === "decline",
  notifiesRefunds: false,
  // codes.md 4.
  rateLimit: { subCode: "REQUEST_TRAFFIC_EXCEED_LIMIT" },
  repeatMinutes: REPEAT_MINUTES,
  composeNotice,
  withWrongAmount,
  sealNotice,
  isAcknowledged,
  returnAddress,
};

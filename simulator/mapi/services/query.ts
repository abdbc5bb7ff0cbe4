import { accepted, refused } from "../../content/checked.ts";
import { businessRefusal } from "../answer.ts";
import { readReference, referredTrade } from "../order/reference.ts";
import { tradeMembers } from "../order/trade-members.ts";
import type { Service } from "./service.ts";

const NAMES = { shop: "partner_trans_id", alipay: "alipay_trans_id" } as const;

/** mapi.md 4.2. Before the scan there is no trade: the normal answer of a till that waits. */
export const query: Service = {
  needsTimestamp: false,
  run: ({ world, merchant, texts }) => {
    const reference = readReference(texts, NAMES);
    if (!reference.ok) return reference;
    const trade = referredTrade(world, merchant, reference.value);
    if (!trade) return refused(businessRefusal("TRADE_NOT_EXIST", "no such trade: not scanned yet, or never made"));
    return accepted({ ...tradeMembers(world, trade), result_code: "SUCCESS" });
  },
};

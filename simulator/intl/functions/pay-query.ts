import type { Trade } from "../../book/entries.ts";
import { accepted, refused } from "../../content/checked.ts";
import { statusOf } from "../../trades/find-trade.ts";
import { currentSettings } from "../../world.ts";
import { refusal } from "../answer.ts";
import { readReference, referredTrade } from "../order/reference.ts";
import { tradeMembers } from "../order/trade-members.ts";
import type { IntlFunction } from "./function.ts";

/**
 * intl.md 4.2. Until somebody opens its page an order is not known (clarifications.md 11). Name and values of the status
 * member are not documented: the name is a setting, the values are those of sister products.
 */
export const payQuery: IntlFunction = ({ world, merchant, body }) => {
  const reference = readReference(body);
  if (!reference.ok) return reference;
  const trade = referredTrade(world, merchant, reference.value);
  if (!trade) return refused(refusal("ORDER_NOT_EXIST", "nobody has opened the page of this order"));
  const { intlStatusMember: name } = currentSettings(world);
  return accepted({ ...tradeMembers(trade), ...(name === "" ? {} : { [name]: acquirementStatus(trade) }) });
};

function acquirementStatus(trade: Trade): string {
  if (trade.closedBy === "cancel") return "CANCELLED";
  const status = statusOf(trade);
  return status === "TRADE_CLOSED" ? "CLOSED" : status === "WAIT_BUYER_PAY" ? "PAYING" : "SUCCESS";
}

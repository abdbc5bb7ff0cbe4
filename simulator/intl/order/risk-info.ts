import { isContent, memberOf, type TextRules } from "../../content/members.ts";
import { illegalParam, type Refusal } from "../answer.ts";
import { readAmount } from "./amount.ts";
import { checkObject } from "./check-object.ts";

/** Names and forms of seed 002, `riskInfo` (intl.md 4.1); lengths are not documented. */
const TIME = { longest: 25, pattern: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/ } as const;
const DEVICE: TextRules = {
  ...textsOf(
    `sessionId serialNo clientIp idfa terminalType deviceName deviceBrand deviceModel imei osName osVersion
    wirelessNetwork wirelessCarrier flightMode fingerPrintEnabled macAddress systemLanguage`,
  ),
  latitudeLongitude: { longest: 64, pattern: /^-?\d{1,3}(?:\.\d+)?,-?\d{1,3}(?:\.\d+)?$/ },
  screenResolution: { longest: 16, pattern: /^[1-9]\d*\*[1-9]\d*$/ },
  timeZone: { longest: 9, pattern: /^UTC[+-]\d{1,2}(?::\d{2})?$/ },
  deviceBootTime: TIME,
  lastUnlockTime: TIME,
};
const USER: TextRules = { ...textsOf("merchantUserId"), signupTime: TIME, lastLoginTime: TIME };
const ORDER = textsOf("productName productCategory productSubCategory");

export function checkRisk(risk: unknown): Refusal | undefined {
  if (risk === undefined) return undefined;
  const parts = ["deviceInfo", "userInfo", "orderInfos"];
  const wrong = checkObject(risk, "riskInfo.", { texts: { riskExtendInfo: { longest: 2048 } }, others: parts });
  if (wrong || !isContent(risk)) return wrong;
  const [device = {}, user = {}, orders = []] = parts.map((name) => memberOf(risk, name));
  return (
    checkObject(device, "riskInfo.deviceInfo.", { texts: DEVICE, others: ["isJailbreaked"] }) ??
    checkJailbreak(isContent(device) ? memberOf(device, "isJailbreaked") : undefined) ??
    checkObject(user, "riskInfo.userInfo.", { texts: USER }) ??
    checkOrders(orders)
  );
}

/** The one member that the documents show both as a text and as a truth value (seed-notes.md, seed 2, 3). */
function checkJailbreak(value: unknown): Refusal | undefined {
  const isKnown = [undefined, true, false, "true", "false"].some((one) => one === value);
  return isKnown ? undefined : illegalParam("riskInfo.deviceInfo.isJailbreaked", "must be true or false");
}

function checkOrders(orders: unknown): Refusal | undefined {
  if (!Array.isArray(orders)) return illegalParam("riskInfo.orderInfos", "must be an array");
  for (const [index, order] of orders.entries()) {
    const path = `riskInfo.orderInfos[${index}].`;
    const wrong = checkObject(order, path, { texts: ORDER, others: ["itemPrice"] });
    if (wrong) return wrong;
    const price: unknown = isContent(order) ? memberOf(order, "itemPrice") : undefined;
    const amount = price === undefined ? undefined : readAmount(price, `${path}itemPrice`);
    if (amount && !amount.ok) return amount.refusal;
  }
  return undefined;
}

function textsOf(names: string): TextRules {
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, { longest: 256 }]));
}

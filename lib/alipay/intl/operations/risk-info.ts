import { type FieldRule, findInvalid, type Invalid, underPath } from "../../fields.ts";
import { type Amount, isAmount } from "../amount.ts";

const deviceInfoNames = [
  "sessionId",
  "serialNo",
  "clientIp",
  "latitudeLongitude",
  "idfa",
  "terminalType",
  "deviceName",
  "deviceBrand",
  "deviceModel",
  "imei",
  "osName",
  "osVersion",
  "wirelessNetwork",
  "wirelessCarrier",
  "flightMode",
  "fingerPrintEnabled",
  "deviceBootTime",
  "lastUnlockTime",
  "screenResolution",
  "isJailbreaked",
  "macAddress",
  "systemLanguage",
  "timeZone",
] as const;
const userInfoNames = ["signupTime", "lastLoginTime", "merchantUserId"] as const;
const orderInfoNames = ["productName", "productCategory", "productSubCategory"] as const;

type Texts<Name extends string> = { readonly [Member in Name]?: string };

/** seed 002, riskInfo: every member is text, `isJailbreaked` too (seed-notes 2.3). Most of it is personal data that a till lacks. */
export type RiskInfo = {
  deviceInfo?: Texts<(typeof deviceInfoNames)[number]>;
  userInfo?: Texts<(typeof userInfoNames)[number]>;
  orderInfos?: readonly (Texts<(typeof orderInfoNames)[number]> & { itemPrice?: Amount })[];
  /** Travels as JSON text. */
  riskExtendInfo?: Readonly<Record<string, string>>;
};

/** The seed states no lengths here; these are ours. */
const text: FieldRule = { maxLength: 256 };
const deviceRules = rulesFor(deviceInfoNames);
const userRules = rulesFor(userInfoNames);
const orderRules = rulesFor(orderInfoNames);

export function findInvalidRiskInfo({
  deviceInfo = {},
  userInfo = {},
  orderInfos = [],
}: RiskInfo): Invalid<string> | null {
  const invalid =
    underPath("deviceInfo", findInvalid(deviceInfo, deviceRules)) ??
    underPath("userInfo", findInvalid(userInfo, userRules));
  return orderInfos.reduce(
    (found, orderInfo, index) => found ?? underPath(`orderInfos.${index}`, findInvalidOrderInfo(orderInfo)),
    invalid,
  );
}

/** The members as they travel. */
export function riskInfoBody({ riskExtendInfo, ...members }: RiskInfo) {
  return riskExtendInfo === undefined ? members : { ...members, riskExtendInfo: JSON.stringify(riskExtendInfo) };
}

function findInvalidOrderInfo({
  itemPrice,
  ...texts
}: NonNullable<RiskInfo["orderInfos"]>[number]): Invalid<string> | null {
  const invalid = findInvalid(texts, orderRules);
  if (invalid || itemPrice === undefined || isAmount(itemPrice.currency, itemPrice.value)) return invalid;
  return { ok: false, field: "itemPrice", problem: "malformed" };
}

function rulesFor<Name extends string>(names: readonly Name[]): Readonly<Record<Name, FieldRule>> {
  return Object.fromEntries(names.map((name) => [name, text])) as Record<Name, FieldRule>;
}

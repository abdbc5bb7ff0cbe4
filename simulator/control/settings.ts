import type { Settings } from "../book/entries.ts";
import { isTradeStatus } from "../trades/find-trade.ts";
import { currentSettings, type World } from "../world.ts";
import { done, type Fields, invalid, type Reply } from "./fields.ts";

type Check = { readonly fits: (value: unknown) => boolean; readonly rule: string };

const CHECKS: { readonly [Name in keyof Settings]: Check } = {
  timeFactor: { fits: isTimeFactor, rule: "a number from 1 to 1000000" },
  notifications: { fits: isBoolean, rule: "true or false" },
  notifyStatuses: { fits: isStatusList, rule: "a list of trade statuses" },
  cancelKillsUnscannedCode: { fits: isBoolean, rule: "true or false" },
  repeatedCancelNamesAction: { fits: isBoolean, rule: "true or false" },
  sellerBalanceEmpty: { fits: isBoolean, rule: "true or false" },
  refundQueryLagSeconds: { fits: isSeconds, rule: "whole seconds" },
  refundQueryNamesStatus: { fits: isBoolean, rule: "true or false" },
  clockOffsetMs: { fits: isOffset, rule: "whole milliseconds, a year at most" },
  envelopeClockOffsetMs: { fits: isOffset, rule: "whole milliseconds, a year at most" },
  mapiAnswerCharset: oneOf("UTF-8", "GBK"),
  mapiRawAmpersand: { fits: isBoolean, rule: "true or false" },
  mapiQueryCurrency: oneOf("price", "settlement"),
  mapiNeedsNotifyUrl: { fits: isBoolean, rule: "true or false" },
  intlStatusMember: { fits: isMemberName, rule: "letters and digits, or empty" },
  intlUrl: oneOf("by_type", "long", "long_raw"),
  intlValidSeconds: { fits: isSecondsOrNull, rule: "whole seconds, or null" },
};

export function showSettings(world: World): Reply {
  return done(currentSettings(world));
}

/** Changes what is named; the change survives a restart and ends with a reset. */
export function changeSettings(world: World, fields: Fields): Reply {
  for (const [name, value] of Object.entries(fields)) {
    const check = Object.hasOwn(CHECKS, name) ? CHECKS[name as keyof Settings] : undefined;
    if (!check) return invalid(`there is no setting ${name}`);
    if (!check.fits(value)) return invalid(`${name} must be ${check.rule}`);
  }
  world.book.record([{ type: "settings", change: fields as Partial<Settings> }]);
  return showSettings(world);
}

export function isTimeFactor(value: unknown): value is number {
  return typeof value === "number" && value >= 1 && value <= 1_000_000;
}

function oneOf(...allowed: readonly string[]): Check {
  return { fits: (value) => allowed.some((one) => one === value), rule: allowed.join(" or ") };
}

function isMemberName(value: unknown): boolean {
  return typeof value === "string" && /^[A-Za-z0-9]{0,64}$/.test(value);
}

function isSeconds(value: unknown): boolean {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function isSecondsOrNull(value: unknown): boolean {
  return value === null || isSeconds(value);
}

function isOffset(value: unknown): boolean {
  return typeof value === "number" && Number.isSafeInteger(value) && Math.abs(value) <= 365 * 24 * 60 * 60 * 1000;
}

function isBoolean(value: unknown): boolean {
  return typeof value === "boolean";
}

function isStatusList(value: unknown): boolean {
  return Array.isArray(value) && value.every(isTradeStatus);
}

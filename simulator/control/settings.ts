import type { Settings } from "../book/entries.ts";
import { isTradeStatus } from "../trades/find-trade.ts";
import { currentSettings, type World } from "../world.ts";
import { done, type Fields, invalid, type Reply } from "./fields.ts";

const CHECKS: {
  readonly [Name in keyof Settings]: { readonly fits: (value: unknown) => boolean; readonly rule: string };
} = {
  timeFactor: { fits: isTimeFactor, rule: "a number from 1 to 1000000" },
  notifications: { fits: isBoolean, rule: "true or false" },
  notifyStatuses: { fits: isStatusList, rule: "a list of trade statuses" },
  cancelKillsUnscannedCode: { fits: isBoolean, rule: "true or false" },
  repeatedCancelNamesAction: { fits: isBoolean, rule: "true or false" },
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

function isBoolean(value: unknown): boolean {
  return typeof value === "boolean";
}

function isStatusList(value: unknown): boolean {
  return Array.isArray(value) && value.every(isTradeStatus);
}

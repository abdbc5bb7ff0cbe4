import { nextChinaMidnight, parseChinaTime } from "../../china-time.ts";
import { scaled, type World } from "../../world.ts";
import { accepted, type Checked, refused } from "../answer.ts";
import { type Content, invalidMember, textOf } from "../members.ts";

const MINUTE_MS = 60_000;
const UNIT_MS = { m: MINUTE_MS, h: 60 * MINUTE_MS, d: 24 * 60 * MINUTE_MS } as const;

/** "The QR itself lives at most 2 hours", "default for face-to-face 3 hours", 1 min to 15 d (openapi.md 6.1, "Time limits"). */
const LONGEST_CODE_MS = 2 * UNIT_MS.h;
const DEFAULT_TRADE_MS = 3 * UNIT_MS.h;
const LONGEST_TRADE_MS = 15 * UNIT_MS.d;

export type OrderTimes = { readonly codeEndsAt: number; readonly tradeEndsAt: number };

/** Ends as epoch ms, counted from the request; a code ends with its order at the latest. `time_expire` wins over `timeout_express`. */
export function orderTimes(world: World, content: Content): Checked<OrderTimes> {
  const now = world.now();
  const code = durationOf(content, "qr_code_timeout_express", now) ?? LONGEST_CODE_MS;
  const relative = durationOf(content, "timeout_express", now) ?? DEFAULT_TRADE_MS;
  const timeExpire = textOf(content, "time_expire");
  const end = timeExpire === undefined ? now + relative : parseChinaTime(timeExpire);
  if (end === undefined) return refused(invalidMember("time_expire", "is no time"));
  if (end <= now) return refused(invalidMember("time_expire", "is over"));
  if (relative > LONGEST_TRADE_MS) return refused(invalidMember("timeout_express", "is longer than 15d"));
  if (code > LONGEST_TRADE_MS) return refused(invalidMember("qr_code_timeout_express", "is longer than 15d"));
  const tradeEndsAt = now + scaled(world, end - now);
  const codeEndsAt = Math.min(now + scaled(world, Math.min(code, LONGEST_CODE_MS)), tradeEndsAt);
  return accepted({ codeEndsAt, tradeEndsAt });
}

/** The pattern was checked before: digits and one unit, or `1c` = to the next midnight in China. */
function durationOf(content: Content, name: string, now: number): number | undefined {
  const text = textOf(content, name);
  if (text === undefined) return undefined;
  if (text === "1c") return nextChinaMidnight(now) - now;
  return Number(text.slice(0, -1)) * UNIT_MS[text.slice(-1) as keyof typeof UNIT_MS];
}

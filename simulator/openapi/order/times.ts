import { parseChinaTime } from "../../china-time.ts";
import { accepted, refused } from "../../content/checked.ts";
import { type Content, textOf } from "../../content/members.ts";
import { LONGEST_SPAN_MS, spanMs, UNIT_MS } from "../../trades/span.ts";
import { scaled, type World } from "../../world.ts";
import type { Checked } from "../answer.ts";
import { invalidMember } from "../members.ts";

/** "The QR itself lives at most 2 hours", "default for face-to-face 3 hours", 1 min to 15 d (openapi.md 6.1, "Time limits"). */
const LONGEST_CODE_MS = 2 * UNIT_MS.h;
const DEFAULT_TRADE_MS = 3 * UNIT_MS.h;

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
  if (relative > LONGEST_SPAN_MS) return refused(invalidMember("timeout_express", "is longer than 15d"));
  if (code > LONGEST_SPAN_MS) return refused(invalidMember("qr_code_timeout_express", "is longer than 15d"));
  const tradeEndsAt = now + scaled(world, end - now);
  const codeEndsAt = Math.min(now + scaled(world, Math.min(code, LONGEST_CODE_MS)), tradeEndsAt);
  return accepted({ codeEndsAt, tradeEndsAt });
}

/** The pattern was checked before. */
function durationOf(content: Content, name: string, now: number): number | undefined {
  const text = textOf(content, name);
  return text === undefined ? undefined : spanMs(text, now);
}

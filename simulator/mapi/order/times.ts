import { accepted, refused } from "../../content/checked.ts";
import { LONGEST_SPAN_MS, spanMs, UNIT_MS } from "../../trades/span.ts";
import { scaled, type World } from "../../world.ts";
import { type Checked, invalidParameter } from "../answer.ts";
import type { Texts } from "../envelope.ts";

/** Defaults are not documented: those of the OpenAPI generation (openapi.md 6.1, "Time limits"). */
const DEFAULT_CODE_MS = 2 * UNIT_MS.h;
const DEFAULT_ORDER_MS = 3 * UNIT_MS.h;

export type OrderTimes = { readonly codeEndsAt: number; readonly tradeEndsAt: number };

/** Ends as epoch ms, counted from the request; a code ends with its order at the latest. The forms were checked before. */
export function orderTimes(world: World, texts: Texts): Checked<OrderTimes> {
  const now = world.now();
  const order = texts.it_b_pay ? spanMs(texts.it_b_pay, now) : DEFAULT_ORDER_MS;
  const code = texts.qr_code_it_b_pay ? spanMs(texts.qr_code_it_b_pay, now) : DEFAULT_CODE_MS;
  if (order > LONGEST_SPAN_MS) return refused(invalidParameter("it_b_pay", "is longer than 15d"));
  if (code > LONGEST_SPAN_MS) return refused(invalidParameter("qr_code_it_b_pay", "is longer than 15d"));
  const tradeEndsAt = now + scaled(world, order);
  return accepted({ tradeEndsAt, codeEndsAt: Math.min(now + scaled(world, code), tradeEndsAt) });
}

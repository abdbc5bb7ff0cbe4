import { z } from "zod";
import { parseLine } from "#lib/parse-line.ts";
import type { ReasonRefused } from "./commands.ts";
import { EXCEPTION_KINDS, WORDS } from "./view.ts";

const reason = z.string().max(20_000);

export const settleInput = z.strictObject({ orderId: z.uuid(), reason });
export const dismissInput = z.strictObject({ storeId: z.uuid(), noticeId: z.uuid(), reason });
export const takeBackInput = z.strictObject({ word: z.enum(WORDS), storeId: z.uuid(), id: z.uuid() });
export const askRefundInput = z.strictObject({ orderId: z.uuid(), refundId: z.uuid() });

const filter = z.object({
  storeId: z.uuid().nullable().catch(null),
  kind: z.enum(EXCEPTION_KINDS).nullable().catch(null),
});

/** Reads how somebody narrows the inbox; what is not understood is left out. */
export const parseExceptionFilter = (wanted: unknown) => filter.parse(wanted);

const MAX_REASON = 200;

/** Why a person says that something is dealt with: never nothing. */
export function parseWhy(text: string): { ok: true; line: string } | { ok: false; refused: ReasonRefused } {
  const line = text.trim() === "" ? ({ ok: false, problem: "empty" } as const) : parseLine(text, MAX_REASON);
  return line.ok ? line : { ok: false, refused: { kind: "reason_refused", problem: line.problem } };
}

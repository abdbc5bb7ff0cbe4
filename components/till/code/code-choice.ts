import type { PaymentCode } from "#lib/orders/view.ts";
import { type CodeRoom, codeSide } from "./code-size.ts";

/** Bytes that the largest code of all holds, version 40 at level M (ISO/IEC 18004, table 7). */
const MOST_BYTES = 2331;

/** What may be drawn for a payment, best first. */
export const textsOf = ({ text, ownText }: Pick<PaymentCode, "text" | "ownText">): string[] =>
  [text, ownText].filter((one) => one !== null).filter((one) => new TextEncoder().encode(one).length <= MOST_BYTES);

/** True when no screen can draw a code for a payment, however large it is. */
export const isUndrawable = (code: Pick<PaymentCode, "text" | "ownText">): boolean => textsOf(code).length === 0;

export type CodeChoice =
  | { kind: "draw"; text: string; side: number }
  /** Only a drawing tells how many modules this text needs. */
  | { kind: "measure"; text: string }
  | { kind: "none" };

/**
 * The first text that fits the room. `modules` holds what was measured so far, by text; a text is
 * measured only when those before it do not fit.
 */
export function chooseCode(texts: readonly string[], modules: ReadonlyMap<string, number>, room: CodeRoom): CodeChoice {
  for (const text of texts) {
    const measured = modules.get(text);
    if (measured === undefined) return { kind: "measure", text };
    const side = codeSide(measured, room);
    if (side !== null) return { kind: "draw", text, side };
  }
  return { kind: "none" };
}

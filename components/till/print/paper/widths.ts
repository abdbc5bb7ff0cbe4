import type { PaperWidth } from "#lib/receipts/commands.ts";

export const PAPER_WIDTHS: readonly PaperWidth[] = [80, 58];

/** What the head of a printer reaches, in millimetres. */
export const PAPER_CONTENT: Record<PaperWidth, number> = { 80: 72, 58: 48 };

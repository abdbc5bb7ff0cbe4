import type { Word } from "./view.ts";

/** `reason`: why, in the words of the person who settles it. */
export type SettleInput = { orderId: string; reason: string };
export type DismissInput = { storeId: string; noticeId: string; reason: string };

/** `id`: of the order, or the notice. */
export type TakeBackInput = { word: Word; storeId: string; id: string };

export type ReasonRefused = { kind: "reason_refused"; problem: "empty" | "too_long" | "bad_characters" };

/** already_decided: it waits no more, or not for that. */
export type SettleResult = { kind: "settled" | "already_decided" | "not_found" } | ReasonRefused;
export type DismissResult = { kind: "dismissed" | "already_decided" | "not_found" } | ReasonRefused;
/** too_late: it was said long ago, by somebody else, or something has happened since. */
export type TakeBackResult = { kind: "taken_back" | "too_late" | "not_found" };
export type AskRefundResult = { kind: "asking" | "too_soon" | "already_decided" | "not_found" };

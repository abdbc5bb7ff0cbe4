/** `reason`: why, in the words of the person who settles it. */
export type SettleInput = { orderId: string; reason: string };
export type DismissInput = { storeId: string; noticeId: string; reason: string };

export type ReasonRefused = { kind: "reason_refused"; problem: "empty" | "too_long" | "bad_characters" };

/** already_decided: it waits no more, or not for that. */
export type SettleResult = { kind: "settled" | "already_decided" | "not_found" } | ReasonRefused;
export type DismissResult = { kind: "dismissed" | "already_decided" | "not_found" } | ReasonRefused;
export type AskRefundResult = { kind: "asking" | "too_soon" | "already_decided" | "not_found" };

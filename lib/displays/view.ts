/** What a customer's display can say (docs/display.md). `waiting_page`: the code leads to a page of Alipay's, not into the wallet (P19). */
export const DISPLAY_STATES = [
  "idle",
  "creating",
  "waiting",
  "waiting_page",
  "scanned",
  "cancelling",
  "checking",
  "paid",
  "paid_late",
  "expired",
  "cancelled",
  "cancelled_refunded",
  "failed",
  "declined",
  "refunded",
] as const;
export type DisplayState = (typeof DISPLAY_STATES)[number];

/** All that ever reaches a display (D5). Whoever adds a field shows it to every customer. */
export type DisplayView = {
  state: DisplayState;
  /** Minor units as text; null while idle. */
  amount: string | null;
  currency: string | null;
  storeName: string;
  /** What is drawn, byte for byte, while it can be paid. */
  code: string | null;
  /** When the code ends, or when this picture gives way to the idle one; null when nobody can say. */
  endsAt: string | null;
  receiptUrl: string | null;
  lang: "en" | "zh-CN";
};

/** What a display is told at an instant of the server's clock. */
export type DisplayNews = { now: string; view: DisplayView };

/** Where a display stands, as its page is drawn. */
export type DisplayPlace = {
  storeName: string;
  practice: boolean;
  timeZone: string;
  language: "en" | "zh-CN";
  secondLanguage: "en" | "zh-CN" | null;
};

/** A display in the till's list. */
export type DisplayRow = { id: string; name: string; registerId: string; registerName: string; lastSeenAt: string };

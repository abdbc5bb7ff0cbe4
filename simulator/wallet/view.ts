import type { Code, Trade } from "../book/entries.ts";
import type { ScanResult } from "../trades/scan-code.ts";
import type { IconName } from "./icons.ts";
import type { Texts } from "./texts.ts";

/** What the wallet shows. The buyer's own choice (wait, leave) changes nothing at the shop, so it lives in the address alone. */
export type ViewKind =
  | "confirm"
  | "waiting"
  | "left"
  | "paid"
  | "declined"
  | "expired"
  | "cancelled"
  | "refunded"
  | "unknown"
  | "home";

export type View = {
  readonly kind: ViewKind;
  readonly code?: Code;
  readonly trade?: Trade;
  /** Alipay's payment page in a browser, instead of the wallet. */
  readonly isPaymentPage?: boolean;
  /** Where the shop waits for the browser; only once it is over. */
  readonly returnAddress?: string;
};

/** Colour role of the design, icon, and the sentence below the band. */
export const LOOKS: Readonly<
  Record<ViewKind, { readonly colour: string; readonly icon: IconName; readonly note?: keyof Texts }>
> = {
  confirm: { colour: "c-accent", icon: "phone" },
  waiting: { colour: "c-accent", icon: "clock" },
  left: { colour: "c-rest", icon: "undo", note: "leftNote" },
  paid: { colour: "c-paid", icon: "paid" },
  declined: { colour: "c-fail", icon: "octagon", note: "declinedNote" },
  expired: { colour: "c-rest", icon: "clock", note: "expiredNote" },
  cancelled: { colour: "c-rest", icon: "crossed", note: "cancelledNote" },
  refunded: { colour: "c-rest", icon: "undo", note: "refundedNote" },
  unknown: { colour: "c-rest", icon: "scan", note: "unknownNote" },
  home: { colour: "c-accent", icon: "scan", note: "homeNote" },
};

export function viewOf(scan: ScanResult, choice: string | null): View {
  switch (scan.kind) {
    case "unknown":
      return { kind: "unknown" };
    case "ended":
      return { kind: "expired", code: scan.code };
    case "killed":
      return { kind: "cancelled", code: scan.code };
    case "trade":
      return { kind: kindOfTrade(scan.trade, choice), code: scan.trade.code, trade: scan.trade };
  }
}

function kindOfTrade(trade: Trade, choice: string | null): ViewKind {
  if (trade.closedBy === "expiry") return "expired";
  if (trade.closedBy === "decline") return "declined";
  if (trade.closedBy !== undefined) return trade.paidAt === undefined ? "cancelled" : "refunded";
  if (trade.paidAt !== undefined) return "paid";
  return choice === "waiting" || choice === "left" ? choice : "confirm";
}

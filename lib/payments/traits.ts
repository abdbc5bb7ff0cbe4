import type { Generation } from "./gateway.ts";

/** What a generation of Alipay's interface can and cannot do, as people and use cases have to know it. */
export type Traits = {
  /** What its code leads to: only the Alipay wallet reads a wallet code, any browser opens a payment page (P19). */
  code: "wallet" | "page";
  /** Whether it tells that somebody has scanned. */
  tellsScan: boolean;
  /** Whether a notice may settle a payment, or is only a reason to ask (clarifications 5 and 14, intl.md 4.5). */
  noticeSettles: boolean;
  /** Whether the answer to a cancel tells if money went back (intl.md 4.3: `S` means void either way). */
  cancelTellsRefund: boolean;
};

export const TRAITS: Readonly<Record<Generation, Traits>> = {
  openapi: { code: "wallet", tellsScan: true, noticeSettles: true, cancelTellsRefund: true },
  mapi: { code: "wallet", tellsScan: true, noticeSettles: false, cancelTellsRefund: true },
  intl: { code: "page", tellsScan: false, noticeSettles: false, cancelTellsRefund: false },
};

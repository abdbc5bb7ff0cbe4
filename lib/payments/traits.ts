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
  /** Whether it can be asked what became of a refund (openapi.md 6.6; mapi.md section 4 and intl.md section 4 have no such call). */
  tellsRefund: boolean;
  /** Whether a whole payment of the same Beijing day goes back by cancel instead of by refund (mapi.md 4.3, P14). */
  sameDayCancel: boolean;
  /** Whether refunds stand still from 00:00 to 01:30 Beijing time (mapi.md 4.4, R7). */
  refundsPauseAtNight: boolean;
};

export const TRAITS: Readonly<Record<Generation, Traits>> = {
  openapi: {
    code: "wallet",
    tellsScan: true,
    noticeSettles: true,
    cancelTellsRefund: true,
    tellsRefund: true,
    sameDayCancel: false,
    refundsPauseAtNight: false,
  },
  mapi: {
    code: "wallet",
    tellsScan: true,
    noticeSettles: false,
    cancelTellsRefund: true,
    tellsRefund: false,
    sameDayCancel: true,
    refundsPauseAtNight: true,
  },
  intl: {
    code: "page",
    tellsScan: false,
    noticeSettles: false,
    cancelTellsRefund: false,
    tellsRefund: false,
    sameDayCancel: false,
    refundsPauseAtNight: false,
  },
};

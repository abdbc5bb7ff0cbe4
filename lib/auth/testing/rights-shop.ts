import type { RefundShop } from "#lib/refunds/testing/refund-shop.ts";
import type { by } from "#lib/testing/by.ts";
import type { Staff } from "../find-staff.ts";
import type { Right } from "../roles.ts";

/** A shop, one of everything in it, and who is signed in there: nobody signs in while it is looked what else changes. */
export type RightsShop = {
  here: RefundShop;
  own: Record<
    | "waiting"
    | "paid"
    | "refunded"
    | "refundId"
    | "noticeId"
    | "shiftId"
    | "reportId"
    | "displayId"
    | "tillId"
    | "memberId"
    | "merchantId"
    | "invitationId",
    string
  >;
  staffOf: (userId: string) => Promise<Staff>;
};

/** `right`: null for everybody in the store. `call`: what is tried there. `strong`: where it is live, a password alone is too little (T11). */
export type Rule = {
  right: Right | null;
  strong: boolean;
  call: (at: RightsShop, userId: string, as?: typeof by) => unknown;
};

import type { Viewer } from "#lib/auth/find-viewer.ts";
import type { Pairing } from "#lib/displays/begin-pairing.ts";
import type { DisplayViewer } from "#lib/displays/queries.ts";
import type { DisplayNews } from "#lib/displays/view.ts";
import type { InboxCount } from "#lib/exceptions/view.ts";
import type { IncomingNotice } from "#lib/notices/check-notice.ts";
import type { RegisterView } from "#lib/orders/view.ts";
import type { Reply } from "#lib/payments/gateway.ts";

/** What the shop does for the front. The front knows HTTP; it knows no payment rule. */
export type FrontPorts = {
  /** The reply is sent byte for byte. May reject: then the gateway gets an empty 500 and sends the notification again. */
  notify(notice: IncomingNotice): Promise<Reply>;
  /** Who sends this cookie header; null when nobody is signed in any more and the browser was not let in as a till. */
  viewer(cookieHeader: string | undefined): Promise<Viewer | null>;
  /** Who is signed in with this cookie header, and what they may (lib/auth/sessions/standing.ts). Asking keeps no session from falling asleep. */
  standing(cookieHeader: string | undefined): Promise<string | null>;
  seesRegister(viewer: Viewer, registerId: string): Promise<boolean>;
  /** Null for those who may not see this register, or when there is none. */
  registerView(viewer: Viewer, registerId: string): Promise<RegisterView | null>;
  /** What waits for a person in the stores of this session, or in one of them; null for who sees none there. */
  inbox(cookieHeader: string | undefined, storeId: string | null): Promise<InboxCount | null | "signed_out">;
  displays: {
    /** Whose cookie this is; null for a browser that is no display of a store. */
    viewer(cookieHeader: string | undefined): Promise<DisplayViewer | null>;
    /** Null when the display was shut out, or shows another register. */
    view(viewer: DisplayViewer): Promise<DisplayNews | null>;
    /** What a browser has to show to become a display. `address` is the caller's. */
    pairing(asked: { cookieHeader: string | undefined; address: string }): Promise<Pairing>;
  };
  /**
   * Calls `onChange` after each commit that touched the register; returns the way to stop. place: something else than its
   * orders changed, perhaps who may look at it.
   */
  subscribe(registerId: string, onChange: (about: "orders" | "place") => void): () => void;
  ready(): Promise<{ ok: boolean; details: Record<string, unknown> }>;
};

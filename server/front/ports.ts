import type { IncomingNotice } from "#lib/notices/receive-notice.ts";
import type { RegisterView } from "#lib/orders/view.ts";
import type { Reply } from "#lib/payments/gateway.ts";

/** What the shop does for the front. The front knows HTTP; it knows no payment rule. */
export type FrontPorts = {
  /** The reply is sent byte for byte. May reject: then the gateway gets an empty 500 and sends the notification again. */
  notify(notice: IncomingNotice): Promise<Reply>;
  /** Whose session this cookie header carries; null when nobody is signed in any more. */
  session(cookieHeader: string | undefined): Promise<{ userId: string } | null>;
  /** Null when this user may not see this register, or there is none. */
  registerView(userId: string, registerId: string): Promise<RegisterView | null>;
  /** Calls `onChange` after each commit that touched orders of the register; returns the way to stop. */
  subscribe(registerId: string, onChange: (orderIds: string[]) => void): () => void;
  ready(): Promise<{ ok: boolean; details: Record<string, unknown> }>;
};

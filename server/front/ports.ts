import type { RegisterView } from "#lib/orders/view.ts";

/** One notification as it arrived: nothing of it is parsed or trusted yet. */
export type NotifyInput = {
  generation: "openapi" | "mapi" | "intl";
  token: string;
  rawBody: Buffer;
  contentType: string | null;
  /** The query string without its question mark, as it arrived. */
  query: string;
};

/** Sent to the gateway byte for byte. */
export type NotifyAnswer = { status: number; contentType: string; body: string };

/** What the shop does for the front. The front knows HTTP; it knows no payment rule. */
export type FrontPorts = {
  /** May reject: then the gateway gets an empty 500 and sends the notification again. */
  notify(input: NotifyInput): Promise<NotifyAnswer>;
  /** Whose session this cookie header carries; null when nobody is signed in any more. */
  session(cookieHeader: string | undefined): Promise<{ userId: string } | null>;
  /** Null when this user may not see this register, or there is none. */
  registerView(userId: string, registerId: string): Promise<RegisterView | null>;
  /** Calls `onChange` after each commit that touched orders of the register; returns the way to stop. */
  subscribe(registerId: string, onChange: (orderIds: string[]) => void): () => void;
  ready(): Promise<{ ok: boolean; details: Record<string, unknown> }>;
};

import { EXCEPTION_KINDS, type ExceptionKind } from "#lib/exceptions/view.ts";

/** What somebody wants to see of the inbox, as the address of the page says it. */
export type InboxFilter = { storeId: string | null; kind: ExceptionKind | null };

/** Reads an address; what it does not know, it leaves out. */
export const readInboxFilter = (query: Record<string, string | string[] | undefined>): InboxFilter => ({
  storeId: typeof query.storeId === "string" ? query.storeId || null : null,
  kind: EXCEPTION_KINDS.find((kind) => kind === query.kind) ?? null,
});

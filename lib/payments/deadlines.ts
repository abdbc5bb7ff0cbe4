/**
 * How long one call to a gateway may take, in milliseconds. A till waits for a code at most this long before the sale is shown as
 * being checked (ux.md section 6).
 */
export const DEADLINES_MS = { code: 15_000, query: 5000, cancel: 8000 } as const;

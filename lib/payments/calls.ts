import type { Sender } from "#lib/alipay/send.ts";

/**
 * How long one call to a gateway may take, in milliseconds. A till waits for a code at most this long before the sale is shown as
 * being checked (docs/alipay.md, "From answer to outcome").
 */
const DEADLINES_MS = { code: 15_000, query: 5000, cancel: 8000, refund: 8000 } as const;

/** Lets an account call its own gateway and nobody else, each call with its own deadline. */
export const callsTo =
  <Config>(gateway: { config: Config; sender: Sender; origins: readonly string[] }) =>
  (purpose: keyof typeof DEADLINES_MS) => ({
    config: gateway.config,
    sender: gateway.sender,
    at: new Date(),
    deadlineMs: DEADLINES_MS[purpose],
    allowed: (url: URL) => gateway.origins.includes(url.origin),
  });

import type { Answer, NoAnswer, Sender } from "#lib/alipay/send.ts";
import type { CancelOutcome, CodeOutcome, Gateway, QueryOutcome } from "#lib/payments/gateway.ts";
import { uuid7 } from "#lib/uuid.ts";
import type { Subject } from "./view.ts";

/** What a gateway answered to a question about nothing, and to a request for a code in each currency and to its cancel. */
export type Exchange = {
  query: QueryOutcome;
  /** `cancel`: null where there is nothing that could be cancelled. */
  codes: readonly { currency: string; outcome: CodeOutcome; cancel: CancelOutcome | null }[];
  /** By how much this machine's clock is ahead of the gateway's; null when it told no time. */
  aheadMs: number | null;
  ms: number;
};

/**
 * One real exchange, through the adapter that the till uses. The number that is queried was never used; the codes are of the smallest
 * sale, drawn nowhere, and cancelled at once: a code that nobody scans is no trade (openapi.md section 6.2), and live for a minute.
 */
export async function askGateway(
  gateway: Gateway,
  { title, sales }: Pick<Subject, "title" | "sales">,
  clock: { aheadMs: number | null },
): Promise<Exchange> {
  const began = performance.now();
  const [query, ...codes] = await Promise.all([
    gateway.query(newNumber(), sales[0]?.currency ?? "CNY"),
    ...sales.map(async (sale) => ({ currency: sale.currency, ...(await tryCode(gateway, title, sale)) })),
  ]);
  return { query, codes, aheadMs: clock.aheadMs, ms: Math.round(performance.now() - began) };
}

type Tried = Omit<Exchange["codes"][number], "currency">;

async function tryCode(gateway: Gateway, subject: string, amount: Subject["sales"][number]): Promise<Tried> {
  const merchantNumber = newNumber();
  const outcome = await gateway.requestCode({ merchantNumber, amount, subject, codeLifeMinutes: 1, returnUrl: null });
  const mayExist = outcome.kind === "code" || outcome.kind === "unclear";
  return { outcome, cancel: mayExist ? await gateway.cancel(merchantNumber) : null };
}

const newNumber = (): string => uuid7().replaceAll("-", "");

/** Leaves time for the cancel that follows a code. */
const LONGEST_CALL_MS = 10_000;

/** The sender of a test: no call of it lasts beyond `endsAt` (performance.now()), and each answer tells the gateway's clock. */
export function timeSender(sender: Sender, endsAt: number, clock: { aheadMs: number | null }): Sender {
  return {
    ...sender,
    async send(request, { deadlineMs, began = performance.now(), ...options }): Promise<Answer | NoAnswer> {
      const answer = await sender.send(request, {
        ...options,
        began,
        deadlineMs: Math.min(deadlineMs, LONGEST_CALL_MS, endsAt - began),
      });
      if (answer.kind === "answer" && answer.date !== null) {
        // It was read some time after it was written: half of the call, as nobody can tell the two ways apart.
        clock.aheadMs = Math.round(Date.now() - answer.ms / 2 - Date.parse(answer.date));
      }
      return answer;
    },
  };
}

import type { Gateway } from "./gateway.ts";
import { isAnswered } from "./no-answer.ts";

/** One call to a gateway, as the health of its account is measured by (P20). */
export type MeteredCall = { ms: number; answered: boolean };

type Outcome = { kind: string; why?: string };

/** The same gateway, whose calls are told to `note` when they end. */
export function meterGateway(gateway: Gateway, note: (call: MeteredCall) => void): Gateway {
  const metered =
    <Args extends unknown[], Result extends Outcome>(call: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      const began = performance.now();
      const outcome = await call(...args);
      note({ ms: Math.round(performance.now() - began), answered: isAnswered(outcome) });
      return outcome;
    };
  return {
    ...gateway,
    requestCode: metered(gateway.requestCode),
    query: metered(gateway.query),
    find: metered(gateway.find),
    cancel: metered(gateway.cancel),
    refund: metered(gateway.refund),
    ...(gateway.queryRefund ? { queryRefund: metered(gateway.queryRefund) } : {}),
  };
}

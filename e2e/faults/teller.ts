import fs from "node:fs";
import path from "node:path";
import type { AcceptResult, AskResult, CancelResult, ChargeInput, ChargeResult } from "#lib/orders/commands.ts";
import type { RegisterView } from "#lib/orders/view.ts";
import type { RefundInput, RefundResult } from "#lib/refunds/commands.ts";
import type { App } from "../fixtures/app.ts";

const MANIFEST = ".next/server/server-reference-manifest.json";
/** Longer than the front waits for the web. */
const PATIENCE_MS = 20_000;

type Manifest = { node: Record<string, { exportedName: string }> };
/** A till that got no answer knows nothing: the same press may be repeated. */
export type Unknown = { kind: "unknown" };

export type Teller = ReturnType<typeof createTeller>;

/** A cashier at a register without a browser: what a till sends, over the same roads. `cookie` is the session's. */
export function createTeller({ baseURL }: Pick<App, "baseURL">, cookie: string, registerId: string) {
  const { node } = JSON.parse(fs.readFileSync(path.resolve(MANIFEST), "utf8")) as Manifest;
  const cookies = `${cookie}; scantill.register=${registerId}`;

  /** Calls a server action as the page does; its answer stands in the line of the stream that follows the first. */
  async function act<Result>(name: string, input: object): Promise<Result | Unknown> {
    const id = Object.keys(node).find((one) => node[one]?.exportedName === name) ?? "";
    const headers = { cookie: cookies, origin: baseURL, "next-action": id, accept: "text/x-component" };
    try {
      const answer = await fetch(`${baseURL}/`, {
        method: "POST",
        headers: { ...headers, "content-type": "text/plain;charset=UTF-8" },
        body: JSON.stringify([input]),
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const line = /^1:(\{.*)$/m.exec(await answer.text())?.[1];
      return line === undefined ? { kind: "unknown" } : (JSON.parse(line) as Result);
    } catch {
      return { kind: "unknown" };
    }
  }

  return {
    registerId,
    charge: (input: Pick<ChargeInput, "amount" | "currency" | "clientKey">) =>
      act<ChargeResult>("charge", { registerId, lines: [], reference: "", ...input }),
    cancel: (orderId: string) => act<CancelResult>("cancelOrder", { orderId }),
    askNow: (orderId: string) => act<AskResult>("askNow", { orderId }),
    refund: (input: RefundInput) => act<RefundResult>("refundOrder", input),
    acceptLate: (orderId: string) => act<AcceptResult>("acceptLate", { orderId }),
    /** What a till reads again and again; null when nobody answered. */
    async look(): Promise<RegisterView | null> {
      const address = `${baseURL}/state?register=${registerId}`;
      try {
        const answer = await fetch(address, { headers: { cookie: cookies }, signal: AbortSignal.timeout(PATIENCE_MS) });
        return answer.ok ? ((await answer.json()) as RegisterView) : null;
      } catch {
        return null;
      }
    },
  };
}

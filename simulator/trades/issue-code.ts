import { randomBytes } from "node:crypto";
import type { Code } from "../book/entries.ts";
import type { World } from "../world.ts";
import { codesOfOrder, isScannable, statusOf, tradeOfOrder } from "./find-trade.ts";

export type IssueResult =
  | { readonly kind: "code"; readonly code: Code }
  | { readonly kind: "other-content" | "already-paid" | "already-closed" };

/** What a generation asks for; the rest of a code is made here. */
export type CodeRequest = Omit<Code, "token" | "text" | "madeAt">;

/** Makes the code's text from the short address of its page. */
export type WriteText = (pageAddress: string) => string;

/**
 * Same number and content: the same code while it can be scanned, else a fresh one. Same number, other content: refused,
 * also before the first scan, where Alipay's behaviour is not known (flow.md 3): a till must never do it.
 */
export function issueCode(world: World, request: CodeRequest, writeText: WriteText = (short) => short): IssueResult {
  const trade = tradeOfOrder(world, request);
  const status = trade && statusOf(trade);
  if (status === "TRADE_SUCCESS" || status === "TRADE_FINISHED") return { kind: "already-paid" };
  if (status === "TRADE_CLOSED") return { kind: "already-closed" };
  const earlier = codesOfOrder(world, request);
  if (earlier.some((code) => code.content !== request.content)) return { kind: "other-content" };
  const alive = trade?.code ?? earlier.find((code) => isScannable(world, code));
  if (alive) return { kind: "code", code: alive };
  const token = randomBytes(16).toString("base64url");
  const code: Code = { ...request, token, text: writeText(`${world.origin}/w/${token}`), madeAt: world.now() };
  world.book.record([{ type: "code", code }]);
  return { kind: "code", code };
}

import type { GatewayCall } from "../generation.ts";
import type { Params } from "../http/form-params.ts";
import { sentKey } from "../notify/notifier.ts";
import { scaled, type World } from "../world.ts";
import { findMerchant } from "./merchant.ts";

/** "Only valid for about 1 minute after the notification" (mapi.md 4.6). */
const ASKABLE_MS = 60_000;

/** Neither signed nor in XML: did you send this notice? */
export function readNotifyVerify(world: World, params: Params): GatewayCall {
  const partner = params.get("partner")?.toString();
  const notifyId = params.get("notify_id")?.toString();
  const answer = (word: string) => ({ contentType: "text/plain;charset=UTF-8", verdict: word, render: () => word });
  return {
    operation: "notify_verify",
    outTradeNo: undefined,
    content: { service: "notify_verify", partner, notify_id: notifyId },
    refuse: ({ code = "invalid" }) => answer(code),
    run: () => {
      if (!notifyId || !findMerchant(world, partner)) return answer("invalid");
      const sentAt = world.sentNotices.recall(sentKey(partner, notifyId));
      const isFresh = sentAt !== undefined && world.now() - sentAt <= scaled(world, ASKABLE_MS);
      return answer(isFresh ? "true" : "false");
    },
  };
}

import type { Notice } from "../book/entries.ts";
import { contentOf, textOf } from "../content/members.ts";
import type { ShopReply } from "../generation.ts";
import { isSignedBy } from "../sign/rsa.ts";
import type { World } from "../world.ts";
import { readMessage } from "./json-text.ts";
import { findMerchant } from "./merchant.ts";
import { NOTIFY_FUNCTION } from "./notice.ts";
import { parseTime } from "./time.ts";

/** Only the shop's own signed envelope that answers this very message with `S` (intl.md 4.5.4). */
export function isAcknowledged(world: World, notice: Notice, { status, body }: ShopReply): boolean {
  const merchant = findMerchant(world, notice.appId);
  const message = readMessage(body);
  if (status !== 200 || !merchant || !message) return false;
  const signed = Buffer.from(message.textOf("response") ?? "");
  if (!isSignedBy(merchant, signed, textOf(message.content, "signature") ?? "")) return false;
  const response = contentOf(message.content, "response");
  const head = contentOf(response, "head");
  return (
    textOf(head, "version") === "2.0.0" &&
    textOf(head, "function") === NOTIFY_FUNCTION &&
    textOf(head, "clientId") === merchant.clientId &&
    textOf(head, "reqMsgId") === notice.id &&
    parseTime(textOf(head, "respTime") ?? "") !== undefined &&
    textOf(contentOf(contentOf(response, "body"), "resultInfo"), "resultStatus") === "S"
  );
}

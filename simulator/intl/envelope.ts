import { accepted, refused } from "../content/checked.ts";
import {
  type Content,
  contentOf,
  findWrongText,
  parseContent,
  type TextRules,
  textOf,
  unknownMember,
} from "../content/members.ts";
import { isSignedBy } from "../sign/rsa.ts";
import type { World } from "../world.ts";
import { type Checked, illegalParam, type Refusal, refusal } from "./answer.ts";
import type { Message } from "./json-text.ts";
import type { IntlMerchant } from "./merchant.ts";
import { parseTime } from "./time.ts";

/** A message that came, and what of it can be named before anything of it is believed. */
export type Received = {
  readonly message: Message;
  readonly head: Content;
  readonly body: Content;
  readonly pathFunction: string;
};

/** seed 002, "Header". */
const HEAD: TextRules = {
  version: { longest: 8, required: true, pattern: /^2\.0\.0$/ },
  function: { longest: 128, required: true },
  clientId: { longest: 32, required: true },
  reqTime: { longest: 25, required: true },
  reqMsgId: { longest: 64, required: true },
  reserve: { longest: 256 },
};

/** Not documented: as of the OpenAPI generation (clarifications.md 7). */
const CLOCK_WINDOW_MS = 15 * 60 * 1000;

/** Who speaks, whether it is really they, and whether it is now. */
export function checkEnvelope(
  world: World,
  received: Received,
  merchant: IntlMerchant | undefined,
): Checked<IntlMerchant> {
  if (!merchant) return refused(refusal("UNKNOWN_CLIENT", "no client has this clientId"));
  const { message } = received;
  const signed = Buffer.from(message.textOf("request") ?? "");
  if (!isSignedBy(merchant, signed, textOf(message.content, "signature") ?? "")) {
    return refused(refusal("INVALID_SIGNATURE", "the signature does not fit the text of request as received"));
  }
  const wrong = checkMembers(received) ?? checkHead(world, received);
  if (wrong) return refused(wrong);
  world.seenMessages.remember(messageKey(received.head), world.now());
  return accepted(merchant);
}

function checkMembers({ message, head }: Received): Refusal | undefined {
  const unknown =
    unknownMember(message.content, ["request", "signature"]) ??
    unknownMember(contentOf(message.content, "request"), ["head", "body"]) ??
    unknownMember(head, Object.keys(HEAD));
  if (unknown !== undefined) return illegalParam(unknown, "is no member here");
  const wrong = findWrongText(head, HEAD, "head.");
  return wrong && illegalParam(wrong.name, wrong.why);
}

function checkHead(world: World, { head, pathFunction }: Received): Refusal | undefined {
  if (textOf(head, "function") !== pathFunction) return illegalParam("head.function", "is not the one of the address");
  const reserve = textOf(head, "reserve");
  if (reserve !== undefined && !parseContent(reserve))
    return illegalParam("head.reserve", "is no JSON text of an object");
  const at = parseTime(textOf(head, "reqTime") ?? "");
  if (at === undefined || Math.abs(at - world.machineNow()) > CLOCK_WINDOW_MS) {
    return illegalParam("head.reqTime", "must be a time with offset, 15 minutes off at most");
  }
  const isRepeated = world.seenMessages.recall(messageKey(head)) !== undefined;
  return isRepeated ? illegalParam("head.reqMsgId", "was used before") : undefined;
}

/** A message id names one request, repeats included (seed 002, `reqMsgId`). */
function messageKey(head: Content): string {
  return `${textOf(head, "clientId")} ${textOf(head, "reqMsgId")}`;
}

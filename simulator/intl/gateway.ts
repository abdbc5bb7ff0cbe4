import { refused } from "../content/checked.ts";
import { type Content, contentOf, textOf } from "../content/members.ts";
import type { GatewayCall, GatewayRequest } from "../generation.ts";
import type { World } from "../world.ts";
import { type Asked, type Checked, illegalParam, makeAnswer, type Refusal, refusal, resultInfo } from "./answer.ts";
import { checkEnvelope, type Received } from "./envelope.ts";
import { FUNCTIONS, functionOfPath } from "./functions/table.ts";
import { type Message, readMessage } from "./json-text.ts";
import { findMerchant, type IntlMerchant } from "./merchant.ts";

/** A request below `/isupergw`; what is wrong with it comes out as the answer of `run`. */
export function readGatewayCall(world: World, request: GatewayRequest): GatewayCall {
  const pathFunction = functionOfPath(request.path);
  const text = decode(request.body);
  const message = text === undefined ? undefined : readMessage(text);
  const unreadable = wrongTransport(request) ?? (message ? undefined : illegalParam("the body", "is no JSON envelope"));
  if (!pathFunction) return refusingCall(world, request.path, refusal("NO_INTERFACE_DEF", "no such interface here"));
  if (unreadable || !message)
    return refusingCall(world, pathFunction, unreadable ?? illegalParam("the body", "is empty"));
  return readableCall(world, message, pathFunction);
}

function readableCall(world: World, message: Message, pathFunction: string): GatewayCall {
  const request = contentOf(message.content, "request");
  const received: Received = {
    message,
    head: contentOf(request, "head"),
    body: contentOf(request, "body"),
    pathFunction,
  };
  const merchant = findMerchant(world, textOf(received.head, "clientId"));
  const asked: Asked = {
    function: pathFunction,
    clientId: textOf(received.head, "clientId") ?? "",
    reqMsgId: textOf(received.head, "reqMsgId") ?? "",
  };
  const answerWith = (body: Content) => makeAnswer(world, { asked, merchant }, body);
  return {
    operation: pathFunction,
    outTradeNo: textOf(received.body, "merchantTransId"),
    content: request,
    refuse: ({ code, subCode = "UNKNOWN_EXCEPTION" }) =>
      answerWith({ resultInfo: resultInfo(subCode, "refused on demand", code) }),
    run: () => {
      const outcome = perform(world, received, merchant);
      if (!outcome.ok) return answerWith({ resultInfo: resultInfo(outcome.refusal.code, outcome.refusal.message) });
      return answerWith({ resultInfo: resultInfo("SUCCESS", "success"), ...outcome.value });
    },
  };
}

function perform(world: World, received: Received, merchant: IntlMerchant | undefined): Checked<Content> {
  const caller = checkEnvelope(world, received, merchant);
  if (!caller.ok) return caller;
  const { body, pathFunction } = received;
  if (textOf(body, "merchantId") !== caller.value.merchantId) {
    return refused(illegalParam("merchantId", "is not of this client"));
  }
  const run = FUNCTIONS.get(pathFunction);
  return run ? run({ world, merchant: caller.value, body }) : refused(refusal("NO_INTERFACE_DEF", "no such interface"));
}

/** POST, JSON, and nothing in the query string (intl.md 1, "Method"). */
function wrongTransport({ method, query, contentType }: GatewayRequest): Refusal | undefined {
  if (method !== "POST") return illegalParam("the method", "must be POST");
  if (query !== "") return illegalParam("the query string", "must be empty");
  const isJson = /^application\/json(?:\s*;\s*charset=utf-8)?$/i.test(contentType.trim());
  return isJson ? undefined : illegalParam("the content type", "must be application/json in UTF-8");
}

function refusingCall(world: World, name: string, why: Refusal): GatewayCall {
  const asked: Asked = { function: name, clientId: "", reqMsgId: "" };
  const answer = makeAnswer(world, { asked, merchant: undefined }, { resultInfo: resultInfo(why.code, why.message) });
  return { operation: name, outTradeNo: undefined, content: {}, run: () => answer, refuse: () => answer };
}

function decode(body: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}

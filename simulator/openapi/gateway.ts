import { accepted, refused } from "../content/checked.ts";
import { type Content, parseContent, textOf } from "../content/members.ts";
import type { GatewayCall, GatewayRequest } from "../generation.ts";
import { type Params, queryParam, readParams } from "../http/form-params.ts";
import type { World } from "../world.ts";
import {
  type AnswerKey,
  type Checked,
  type Members,
  makeAnswer,
  type Refusal,
  refusal,
  refusalMembers,
  successMembers,
} from "./answer.ts";
import { checkEnvelope, decodeParams, type PublicParams } from "./envelope.ts";
import { findMerchant, type OpenapiMerchant } from "./merchant.ts";
import { METHODS } from "./methods/table.ts";

/** A request to `/gateway.do`, read; what is wrong with it comes out as the answer of `run`. */
export function readGatewayCall(world: World, request: GatewayRequest): GatewayCall {
  const params = readParams(request);
  if (!params.ok) return unreadableCall(refusal("40002", "isv.invalid-parameter", params.why));
  const texts = decodeParams(params.params, queryParam(request.query, "charset"));
  if (!texts.ok) return unreadableCall(texts.refusal);
  return readableCall(world, params.params, texts.value);
}

function readableCall(world: World, params: Params, texts: PublicParams): GatewayCall {
  const name = texts.method ?? "";
  const merchant = findMerchant(world, texts.app_id);
  const key = answerKey(world, merchant, texts);
  const node = METHODS.has(name) ? `${name.replaceAll(".", "_")}_response` : "error_response";
  const content = readContent(texts.biz_content);
  const { sign: _sign, ...received } = texts;
  const answerRefusal = (why: Refusal) => makeAnswer(node, refusalMembers(why), key);
  return {
    operation: name,
    outTradeNo: content.ok ? textOf(content.value, "out_trade_no") : undefined,
    content: received,
    refuse: ({ code = "40004", subCode = "ACQ.SYSTEM_ERROR" }) =>
      answerRefusal(refusal(code, subCode, "refused on demand")),
    run: () => {
      const caller = checkEnvelope(world, { params, texts }, merchant);
      if (!caller.ok) return answerRefusal(caller.refusal);
      const outcome = perform(world, { merchant: caller.value, texts, content });
      return outcome.ok ? makeAnswer(node, successMembers(outcome.value), key) : answerRefusal(outcome.refusal);
    },
  };
}

function perform(
  world: World,
  call: { readonly merchant: OpenapiMerchant; readonly texts: PublicParams; readonly content: Checked<Content> },
): Checked<Members> {
  const method = METHODS.get(call.texts.method ?? "");
  if (!method) return refused(refusal("40002", "isv.invalid-method", "no such method here"));
  if (!call.content.ok) return call.content;
  return method({ world, merchant: call.merchant, texts: call.texts, content: call.content.value });
}

/** Alipay has a key to sign for once it knows the application; before that its errors are unsigned (openapi.md 5.8). */
function answerKey(world: World, merchant: OpenapiMerchant | undefined, texts: PublicParams): AnswerKey {
  if (!merchant || !texts.sign || !texts.sign_type) return undefined;
  return { privateKey: world.merchants.alipay().privateKey, signType: merchant.signType };
}

function readContent(text: string | undefined): Checked<Content> {
  if (!text) return refused(refusal("40002", "isv.invalid-parameter", "biz_content is missing"));
  const content = parseContent(text);
  if (content) return accepted(content);
  return refused(refusal("40002", "isv.invalid-parameter", "biz_content is not the JSON text of an object"));
}

function unreadableCall(why: Refusal): GatewayCall {
  const answer = makeAnswer("error_response", refusalMembers(why), undefined);
  return { operation: "", outTradeNo: undefined, content: {}, run: () => answer, refuse: () => answer };
}

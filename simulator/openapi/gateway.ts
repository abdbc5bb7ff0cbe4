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
import { decryptText } from "./content-cipher.ts";
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
  const contentKey = texts.encrypt_type === "AES" ? merchant?.aesKey : undefined;
  const content = readContent(texts.biz_content, contentKey);
  const { sign: _sign, ...received } = texts;
  // What is wrong before the content can be read is answered without encryption (openapi.md 4).
  const answerRefusal = (why: Refusal) => makeAnswer({ node, key }, refusalMembers(why));
  return {
    operation: name,
    outTradeNo: content.ok ? textOf(content.value, "out_trade_no") : undefined,
    content: received,
    refuse: ({ code = "40004", subCode = "ACQ.SYSTEM_ERROR" }) =>
      answerRefusal(refusal(code, subCode, "refused on demand")),
    run: () => {
      const caller = checkEnvelope(world, { params, texts }, merchant);
      if (!caller.ok) return answerRefusal(caller.refusal);
      if (!content.ok) return answerRefusal(content.refusal);
      const outcome = perform(world, { merchant: caller.value, texts, content: content.value });
      const members = outcome.ok ? successMembers(outcome.value) : refusalMembers(outcome.refusal);
      return makeAnswer({ node, key, contentKey }, members);
    },
  };
}

function perform(
  world: World,
  call: { readonly merchant: OpenapiMerchant; readonly texts: PublicParams; readonly content: Content },
): Checked<Members> {
  const method = METHODS.get(call.texts.method ?? "");
  return method ? method({ world, ...call }) : refused(refusal("40002", "isv.invalid-method", "no such method here"));
}

/** Alipay has a key to sign for once it knows the application; before that its errors are unsigned (openapi.md 5.8). */
function answerKey(world: World, merchant: OpenapiMerchant | undefined, texts: PublicParams): AnswerKey {
  if (!merchant || !texts.sign || !texts.sign_type) return undefined;
  const { signType, certificates } = merchant;
  const alipayCertSn = certificates ? { alipayCertSn: certificates.alipayCertSn } : {};
  return { privateKey: world.merchants.alipay().privateKey, signType, ...alipayCertSn };
}

function readContent(received: string | undefined, contentKey: string | undefined): Checked<Content> {
  if (!received) return refused(refusal("40002", "isv.invalid-parameter", "biz_content is missing"));
  const text = contentKey === undefined ? received : decryptText(received, contentKey);
  if (text === undefined) return refused(refusal("40002", "isv.decryption-error-unknown", "another key encrypted it"));
  const content = parseContent(text);
  if (content) return accepted(content);
  return refused(refusal("40002", "isv.invalid-parameter", "biz_content is not the JSON text of an object"));
}

function unreadableCall(why: Refusal): GatewayCall {
  const answer = makeAnswer({ node: "error_response", key: undefined }, refusalMembers(why));
  return { operation: "", outTradeNo: undefined, content: {}, run: () => answer, refuse: () => answer };
}

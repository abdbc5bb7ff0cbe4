import { accepted, refused } from "../content/checked.ts";
import type { GatewayAnswer, GatewayCall, GatewayRequest } from "../generation.ts";
import { decodeTexts, type Params, queryParam, readParams } from "../http/form-params.ts";
import type { World } from "../world.ts";
import {
  type Asker,
  type Checked,
  failMembers,
  gatewayError,
  gatewayRefusal,
  type Members,
  makeAnswer,
  type Refusal,
} from "./answer.ts";
import { checkEnvelope, type Texts } from "./envelope.ts";
import { findMerchant } from "./merchant.ts";
import { readNotifyVerify } from "./notify-verify.ts";
import { SERVICES } from "./services/table.ts";

const CHARSETS = ["utf-8", "gbk", "gb2312"];

/** A request to `/gateway.do` that names a service; what is wrong with it comes out as the answer of `run`. */
export function readGatewayCall(world: World, request: GatewayRequest): GatewayCall {
  const params = readParams(request);
  if (!params.ok) return unreadableCall("ILLEGAL_ARGUMENT");
  if (params.params.get("service")?.toString() === "notify_verify") return readNotifyVerify(world, params.params);
  // The gateway decodes the body by the charset of the query string: it must stand there (mapi.md 1, "Charset").
  const charset = queryParam(request.query, "_input_charset");
  if (!charset || !CHARSETS.includes(charset.toLowerCase())) return unreadableCall("ILLEGAL_CHARSET");
  const texts = decodeTexts(params.params, charset);
  return texts ? readableCall(world, params.params, texts) : unreadableCall("ILLEGAL_ENCODING");
}

function readableCall(world: World, params: Params, texts: Texts): GatewayCall {
  const { sign: _sign, ...content } = texts;
  const answerWith = (outcome: Checked<Members>): GatewayAnswer => {
    const asker = askerOf(world, texts);
    if (outcome.ok) return asker ? makeAnswer(world, asker, outcome.value) : gatewayError("ILLEGAL_PARTNER");
    return answerRefusal(world, outcome.refusal, asker);
  };
  return {
    operation: texts.service ?? "",
    outTradeNo: texts.out_trade_no ?? texts.partner_trans_id,
    content,
    refuse: ({ code = "FAIL", subCode = "SYSTEM_ERROR" }) =>
      code === "F" ? gatewayError(subCode) : answerWith(accepted(failMembers(subCode, "refused on demand", code))),
    run: () => answerWith(perform(world, params, texts)),
  };
}

function perform(world: World, params: Params, texts: Texts): Checked<Members> {
  const service = SERVICES.get(texts.service ?? "");
  if (!service) return refused(gatewayRefusal("ILLEGAL_SERVICE"));
  const caller = checkEnvelope(world, { params, texts }, service.needsTimestamp);
  return caller.ok ? service.run({ world, merchant: caller.value, texts }) : caller;
}

function askerOf(world: World, texts: Texts): Asker | undefined {
  const key = findMerchant(world, texts.partner);
  return key && { key, echo: texts };
}

function answerRefusal(world: World, why: Refusal, asker: Asker | undefined): GatewayAnswer {
  if (why.kind === "gateway") return gatewayError(why.error);
  if (!asker) return gatewayError("ILLEGAL_PARTNER");
  return makeAnswer(world, asker, failMembers(why.code, why.description));
}

function unreadableCall(error: string): GatewayCall {
  const answer = gatewayError(error);
  return { operation: "", outTradeNo: undefined, content: {}, run: () => answer, refuse: () => answer };
}

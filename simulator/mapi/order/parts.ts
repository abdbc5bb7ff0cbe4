import { type Content, findWrongText, isContent, parseContent, type TextRules } from "../../content/members.ts";
import { invalidParameter, type Refusal } from "../answer.ts";
import type { Texts } from "../envelope.ts";

/** Lengths are not documented; an industry is a merchant category code of four digits (mapi.md 4.1, `extend_params`). */
const EXTENSION: TextRules = {
  secondary_merchant_id: { longest: 256, required: true },
  secondary_merchant_name: { longest: 256, required: true },
  secondary_merchant_industry: { longest: 4, required: true, pattern: /^\d{4}$/ },
  store_id: { longest: 256, required: true },
  store_name: { longest: 256, required: true },
  terminal_id: { longest: 256 },
  sys_service_provider_id: { longest: 64 },
};

/** camelCase among snake_case: so it is documented (mapi.md 4.1, `goods_detail`). */
const GOODS: TextRules = {
  goodsId: { longest: 256, required: true },
  goodsName: { longest: 256, required: true },
  goodsCategory: { longest: 256 },
  price: { longest: 11, required: true, pattern: /^\d+(?:\.\d{1,2})?$/ },
  quantity: { longest: 10, required: true, pattern: /^[1-9]\d*$/ },
  body: { longest: 400 },
  showUrl: { longest: 400 },
};

/** The parameters that are JSON texts. */
export function checkOrderParts(texts: Texts): Refusal | undefined {
  return checkExtension(texts.extend_params) ?? checkGoods(texts.goods_detail);
}

function checkExtension(text: string | undefined): Refusal | undefined {
  if (!text) return invalidParameter("extend_params", "is missing");
  const extension = parseContent(text);
  if (!extension) return invalidParameter("extend_params", "is not the JSON text of an object");
  return inWords(findWrongText(extension, EXTENSION, "extend_params."));
}

function checkGoods(text: string | undefined): Refusal | undefined {
  if (!text) return undefined;
  const goods = parseContent(`{"goods":${text}}`)?.goods;
  if (!Array.isArray(goods) || !goods.every(isContent)) {
    return invalidParameter("goods_detail", "is not the JSON text of an array of objects");
  }
  const wrong = goods.map((item: Content, index) => findWrongText(item, GOODS, `goods_detail[${index}].`));
  return inWords(wrong.find((one) => one !== undefined));
}

function inWords(wrong: ReturnType<typeof findWrongText>): Refusal | undefined {
  return wrong && invalidParameter(wrong.name, wrong.why);
}

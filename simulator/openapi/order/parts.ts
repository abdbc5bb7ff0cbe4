import { type Content, isContent, memberOf, type TextRule } from "../../content/members.ts";
import type { Refusal } from "../answer.ts";
import { checkTexts, invalidMember } from "../members.ts";
import { parseYuan } from "./amount.ts";

/** seed 001, "Item details". */
const ITEM_TEXTS: Readonly<Record<string, TextRule>> = {
  goods_id: { longest: 32, required: true },
  alipay_goods_id: { longest: 32 },
  goods_name: { longest: 256, required: true },
  goods_category: { longest: 24 },
  body: { longest: 1000 },
  // Newer (openapi.md 6.1); the length of the tree is not documented there.
  show_url: { longest: 400 },
  categories_tree: { longest: 128 },
};
const QUANTITY = /^[1-9]\d{0,9}$/;
const LONGEST_PRICE = 9;

/** Members that are real arrays and objects, not JSON texts inside a text (seed-notes.md, seed 1, 7 and 8). */
export function checkOrderParts(content: Content): Refusal | undefined {
  return checkGoods(memberOf(content, "goods_detail")) ?? checkExtension(content);
}

function checkGoods(goods: unknown): Refusal | undefined {
  if (goods === undefined) return undefined;
  if (!Array.isArray(goods)) return invalidMember("goods_detail", "must be an array");
  for (const [index, item] of goods.entries()) {
    const path = `goods_detail[${index}].`;
    const wrong = isContent(item) ? checkItem(item, path) : invalidMember(path, "must be an object");
    if (wrong) return wrong;
  }
  return undefined;
}

/** Quantity and price may be numbers or texts: the document shows both (seed-notes.md, seed 1, 6). */
function checkItem(item: Content, path: string): Refusal | undefined {
  const wrong = checkTexts(item, ITEM_TEXTS, path);
  if (wrong) return wrong;
  if (!QUANTITY.test(String(memberOf(item, "quantity"))))
    return invalidMember(`${path}quantity`, "must be a whole number");
  const price = String(memberOf(item, "price"));
  const isPrice = price.length <= LONGEST_PRICE && parseYuan(price) !== undefined;
  return isPrice ? undefined : invalidMember(`${path}price`, "is no amount");
}

function checkExtension(content: Content): Refusal | undefined {
  const extension = memberOf(content, "extend_params");
  if (extension === undefined) return undefined;
  if (!isContent(extension)) return invalidMember("extend_params", "must be an object");
  return checkTexts(extension, { sys_service_provider_id: { longest: 64 } }, "extend_params.");
}

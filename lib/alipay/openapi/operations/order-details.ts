import { type FieldRules, findInvalid, type Invalid, underPath } from "../../fields.ts";

type GoodsText = "goods_id" | "goods_name" | "price";
type GoodsOption = "alipay_goods_id" | "goods_category" | "categories_tree" | "body" | "show_url";

/** One line of the order (seed 001, item details). `price` is yuan with both decimals, of one piece. */
export type Goods = { [Name in GoodsText]: string } & { [Name in GoodsOption]?: string } & {
  /** Whole pieces, at least one; travels as a number (seed-notes 1.6). */
  quantity: number;
};

/** `sys_service_provider_id`: who the service provider is, for its commission. */
export type ExtendParams = { sys_service_provider_id?: string };

/** Lengths: seed 001 and openapi.md section 6.1; no page has one for `categories_tree`, 128 is ours. */
const goodsRules: FieldRules<GoodsText | GoodsOption> = {
  goods_id: { required: true, maxLength: 32 },
  alipay_goods_id: { maxLength: 32 },
  goods_name: { required: true, maxLength: 256 },
  price: { required: true, maxLength: 9, pattern: /^(?:0|[1-9][0-9]*)\.[0-9]{2}$/ },
  goods_category: { maxLength: 24 },
  categories_tree: { maxLength: 128 },
  body: { maxLength: 1000 },
  show_url: { maxLength: 400, pattern: /^https?:\/\/[!-~]+$/ },
};

/** The seed's own sample has a blank in front, which would count (seed-notes 1.9). */
const extendRules: FieldRules<keyof ExtendParams> = {
  sys_service_provider_id: { maxLength: 64, pattern: /^[0-9A-Za-z]+$/ },
};

export function findInvalidGoods(goods: readonly Goods[]): Invalid<string> | null {
  if (goods.length === 0) return { ok: false, field: "goods_detail", problem: "missing" };
  return goods.reduce<Invalid<string> | null>(
    (found, line, index) => found ?? underPath(`goods_detail.${index}`, findInvalidLine(line)),
    null,
  );
}

export const findInvalidExtension = (extension: ExtendParams): Invalid<string> | null =>
  underPath("extend_params", findInvalid(extension, extendRules));

const maxQuantity = 9_999_999_999;

function findInvalidLine({ quantity, ...texts }: Goods): Invalid<string> | null {
  const invalid = findInvalid<GoodsText | GoodsOption>(texts, goodsRules);
  if (invalid) return invalid;
  if (!Number.isInteger(quantity)) return { ok: false, field: "quantity", problem: "malformed" };
  const isInRange = quantity >= 1 && quantity <= maxQuantity;
  return isInRange ? null : { ok: false, field: "quantity", problem: "out_of_range" };
}

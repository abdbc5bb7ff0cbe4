import { type Content, memberOf, textOf } from "../../content/members.ts";
import type { WriteText } from "../../trades/issue-code.ts";
import { currentSettings, type World } from "../../world.ts";

/** The sample's length when its illegal characters are percent-encoded (seed-notes.md, seed 2, 10). */
const LONG = 849;

/** How `paymentSiteUrl` is written: `SHORT` is the page alone; `DEFAULT` repeats the whole order, as the sample does. */
export function addressWriter(world: World, body: Content): WriteText {
  const { intlUrl } = currentSettings(world);
  if (intlUrl === "by_type" && textOf(body, "urlType") === "SHORT") return (page) => page;
  return (page) => {
    const raw = pad(page, body);
    return intlUrl === "long_raw" ? raw : encodeIllegal(raw);
  };
}

/** The sample's parameters in its order; the made-up `sign` takes what is left of the length. */
function pad(page: string, body: Content): string {
  const write = (sign: string) => `${page}?${parameters(body, sign)}`;
  const missing = LONG - encodeIllegal(write("")).length;
  return write("6".repeat(Math.max(missing, 1)));
}

function parameters(body: Content, sign: string): string {
  const redirect = textOf(body, "merchantRedirectUrl");
  return [
    "sign_type=RSA",
    `sign=${sign}`,
    `merchant_id=${textOf(body, "merchantId")}`,
    `product_code=${textOf(body, "productCode")}`,
    `merchant_trans_id=${textOf(body, "merchantTransId")}`,
    `order=${JSON.stringify(memberOf(body, "order"))}`,
    ...(redirect === undefined ? [] : [`merchant_redirect_url=${redirect}`]),
    `oauth_apply_info=${JSON.stringify({ scopes: ["AUTH_AGREEMENTPAY"], validPeriod: "2m" })}`,
  ].join("&");
}

/** What may not stand in a query (RFC 3986), brackets and a `%` of no escape included. */
function encodeIllegal(address: string): string {
  return address
    .toWellFormed()
    .replace(/%(?![0-9A-Fa-f]{2})/g, "%25")
    .replace(/[^\w\-.~:/?@!$&'()*+,;=%]/gu, encodeURIComponent);
}

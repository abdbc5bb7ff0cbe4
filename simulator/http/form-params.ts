import type { GatewayRequest } from "../generation.ts";

/** Parameters as the bytes they had before percent-encoding: a signature covers bytes, in whatever charset. */
export type Params = ReadonlyMap<string, Buffer>;

export type ParamsResult =
  | { readonly ok: true; readonly params: Params }
  | { readonly ok: false; readonly why: string };

const FORM = "application/x-www-form-urlencoded";
const MOST_PARAMS = 100;

/**
 * Query string and form body together. A name may stand in both with one value (a client may repeat `charset`,
 * clarifications.md 8); two values for one name are refused, since nobody could say which of them was signed.
 */
export function readParams(request: GatewayRequest): ParamsResult {
  const hasForm = request.contentType.split(";")[0]?.trim().toLowerCase() === FORM;
  const pairs = [...request.query.split("&"), ...(hasForm ? request.body.toString("latin1").split("&") : [])];
  const params = new Map<string, Buffer>();
  for (const pair of pairs.filter(Boolean)) {
    const cut = pair.includes("=") ? pair.indexOf("=") : pair.length;
    const name = percentDecode(pair.slice(0, cut))?.toString("utf8");
    const value = percentDecode(pair.slice(cut + 1));
    if (name === undefined || value === undefined) return { ok: false, why: "a percent escape is broken" };
    const earlier = params.get(name);
    if (earlier && !earlier.equals(value)) return { ok: false, why: `${name} is given twice` };
    params.set(name, value);
    if (params.size > MOST_PARAMS) return { ok: false, why: "too many parameters" };
  }
  return { ok: true, params };
}

/** A parameter of the query string alone: the gateways decode the body by the charset that stands there (openapi.md 1, mapi.md 1). */
export function queryParam(query: string, name: string): string | undefined {
  const pair = query.split("&").find((part) => part.startsWith(`${name}=`));
  return pair && percentDecode(pair.slice(name.length + 1))?.toString("latin1");
}

/** Once, `+` being a blank; undefined when an escape is broken. */
function percentDecode(text: string): Buffer | undefined {
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) return undefined;
  const bytes = text
    .replaceAll("+", " ")
    .replace(/%(..)/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1");
}

/** All parameters as text; undefined when a value is not of this charset. */
export function decodeTexts(params: Params, charset: string): Record<string, string> | undefined {
  try {
    const decoder = new TextDecoder(charset, { fatal: true, ignoreBOM: true });
    return Object.fromEntries([...params].map(([name, value]) => [name, decoder.decode(value)]));
  } catch {
    return undefined;
  }
}

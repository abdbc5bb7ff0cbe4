import type { GatewayRequest } from "../generation.ts";
import { accepted, type Checked, refusal, refused } from "./answer.ts";

/** Parameters as the bytes they had before percent-encoding: a signature covers bytes, in whatever charset. */
export type Params = ReadonlyMap<string, Buffer>;

const FORM = "application/x-www-form-urlencoded";
const MOST_PARAMS = 100;

/**
 * Query string and form body together. A name may stand in both with one value (a client may repeat `charset`,
 * clarifications.md 8); two values for one name are refused, since nobody could say which of them was signed.
 */
export function readParams(request: GatewayRequest): Checked<Params> {
  const hasForm = request.contentType.split(";")[0]?.trim().toLowerCase() === FORM;
  const pairs = [...request.query.split("&"), ...(hasForm ? request.body.toString("latin1").split("&") : [])];
  const params = new Map<string, Buffer>();
  for (const pair of pairs.filter(Boolean)) {
    const cut = pair.includes("=") ? pair.indexOf("=") : pair.length;
    const name = percentDecode(pair.slice(0, cut))?.toString("utf8");
    const value = percentDecode(pair.slice(cut + 1));
    if (name === undefined || value === undefined) return malformed("a percent escape is broken");
    const earlier = params.get(name);
    if (earlier && !earlier.equals(value)) return malformed(`${name} is given twice`);
    params.set(name, value);
    if (params.size > MOST_PARAMS) return malformed("too many parameters");
  }
  return accepted(params);
}

/** The gateway decodes the body by the charset of the query string (openapi.md 1): it must stand there. */
export function queryCharset(query: string): string | undefined {
  const pair = query.split("&").find((part) => part.startsWith("charset="));
  return pair && percentDecode(pair.slice("charset=".length))?.toString("latin1");
}

function malformed(why: string): Checked<never> {
  return refused(refusal("40002", "isv.invalid-parameter", why));
}

/** Once, `+` being a blank; undefined when an escape is broken. */
function percentDecode(text: string): Buffer | undefined {
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) return undefined;
  const bytes = text
    .replaceAll("+", " ")
    .replace(/%(..)/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1");
}

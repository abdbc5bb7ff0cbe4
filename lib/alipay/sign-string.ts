/**
 * The text that OpenAPI and MAPI sign: names in byte order, `name=value` with raw values, joined by `&`, empty values left out
 * (openapi.md sections 2 and 7). `leftOut` is what the message does not sign: `sign` always, `sign_type` where the rule says so.
 */
export function signString(params: Iterable<readonly [string, string]>, leftOut: readonly string[]): string {
  return (
    [...params]
      .filter(([name, value]) => value !== "" && !leftOut.includes(name))
      // Names are ASCII, so UTF-16 order is byte order; localeCompare would put `_` elsewhere.
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${name}=${value}`)
      .join("&")
  );
}

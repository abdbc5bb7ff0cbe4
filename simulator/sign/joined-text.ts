/**
 * `name=value` of all parameters in byte order of the names, joined by `&`; empty values and the names given are left
 * out. OpenAPI requests leave out `sign` alone; notifications, and everything of MAPI, `sign` and `sign_type`
 * (openapi.md 2 and 7, mapi.md 2).
 */
export function signedText(params: ReadonlyMap<string, Buffer | string>, leftOut: readonly string[]): Buffer {
  const names = [...params.keys()].filter((name) => !leftOut.includes(name) && params.get(name)?.length);
  names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const pairs = names.map((name) => Buffer.concat([Buffer.from(`${name}=`), Buffer.from(params.get(name) ?? "")]));
  return Buffer.concat(pairs.flatMap((pair, index) => (index === 0 ? [pair] : [Buffer.from("&"), pair])));
}

/** Bytes as a text with one character for each (latin1): what is signed is put together, sorted and compared as texts are. */
export type ByteText = string;

/** One value as it travelled: its decoded bytes, which are what is signed, and their text. */
export type FormValue = { bytes: ByteText; text: string };

export type Form = ReadonlyMap<string, FormValue>;

export type FormProblem =
  | "too_large"
  | "too_many_names"
  | "bad_name"
  | "duplicate_name"
  | "broken_encoding"
  | "forbidden_character"
  | "unknown_charset"
  | "not_in_charset";

export type FormResult = { ok: true; form: Form } | { ok: false; problem: FormProblem };

// Genuine notices have about 30 names and 2 KB; these limits leave room and end hostile bodies early.
const maxBodyBytes = 64 * 1024;
const maxNames = 128;
const maxValueBytes = 16 * 1024;

/** Alipay's names for the charsets it can be asked for (seed 001, `charset`), to the decoder that reads them. */
const decoders: Readonly<Record<string, string>> = { "utf-8": "utf-8", gbk: "gbk", gb2312: "gbk", gb18030: "gb18030" };

/**
 * Decodes an application/x-www-form-urlencoded body exactly once. What a lenient decoder would mend is refused: a repaired message
 * is another one than was signed. The charset is the message's own `charset` member (MAPI: `_input_charset`), else the one that
 * its Content-Type names, else utf-8.
 */
export function parseForm(body: Buffer, contentType: string | null = null): FormResult {
  if (body.length > maxBodyBytes) return refused("too_large");
  const encoded = body.toString("latin1");
  const pairs = encoded.replaceAll("+", " ").split("&", maxNames + 1);
  if (pairs.length > maxNames) return refused("too_many_names");
  if (brokenEncoding.test(encoded)) return refused("broken_encoding");

  const values = new Map<string, ByteText>();
  const seen = new Set<string>();
  for (const pair of pairs) {
    const equals = pair.indexOf("=");
    const name = percentDecode(pair.slice(0, Math.max(equals, 0)));
    const value = percentDecode(pair.slice(equals + 1));
    if (!isPlainName(name)) return refused("bad_name");
    if (value.length > maxValueBytes) return refused("too_large");
    if (value.includes("\0")) return refused("forbidden_character");
    // Two spellings of one name (`Total_Amount`) are one name to somebody: whichever value is taken could be the wrong one.
    const spelling = name.toLowerCase();
    if (seen.has(spelling)) return refused("duplicate_name");
    seen.add(spelling);
    values.set(name, value);
  }
  return decodeValues(values, charsetOf(contentType));
}

/** A percent sign without two hex digits, or a byte that should have been encoded. */
const brokenEncoding = /[^!-~]|%(?![0-9A-Fa-f]{2})/;

/** The charset that a Content-Type names. */
export const charsetOf = (contentType: string | null): string | undefined =>
  /;\s*charset="?([\w.-]+)"?/i.exec(contentType ?? "")?.[1];

function decodeValues(values: ReadonlyMap<string, ByteText>, fallback: string | undefined): FormResult {
  const charset = values.get("charset") ?? values.get("_input_charset");
  const encoding = encodingOf(charset || fallback || "utf-8");
  if (encoding === null) return refused("unknown_charset");
  const form = new Map<string, FormValue>();
  for (const [name, bytes] of values) {
    // Most values are ASCII and need no decoder.
    const text = isAscii(bytes) ? bytes : decodeStrictly(Buffer.from(bytes, "latin1"), encoding);
    if (text === null) return refused("not_in_charset");
    form.set(name, { bytes, text });
  }
  return { ok: true, form };
}

/**
 * True when a value holds `&name=` of one of these names. `a=1&b=2` is one signed text for two fields and for one: whoever moves
 * the cut keeps the signature, but to raise a field the genuine one must vanish into another value (B8).
 */
export function hidesName(form: Form, names: ReadonlySet<string>): boolean {
  const suspects = [...form.values()].filter(({ text }) => text.includes("&"));
  const hidden = suspects.flatMap(({ text }) => [...text.matchAll(/&(\w+)=/g)]);
  return hidden.some(([, name]) => name !== undefined && names.has(name));
}

/** A value's text; undefined when it is absent or empty. */
export function textOf(values: Form, name: string): string | undefined {
  return values.get(name)?.text || undefined;
}

/** The decoder for a charset by Alipay's name of it, in any letter case; null for a name that it never uses. */
export function encodingOf(charset: string): string | null {
  const name = charset.toLowerCase();
  return Object.hasOwn(decoders, name) ? (decoders[name] ?? null) : null;
}

/** Bytes to text without replacement characters and without dropping a byte order mark; null when they are not of that encoding. */
export function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Of a text that is not broken. A loop: a callback for each escape would cost more than all the rest of the parser. */
function percentDecode(text: string): ByteText {
  let decoded = "";
  let from = 0;
  for (let at = text.indexOf("%"); at !== -1; at = text.indexOf("%", from)) {
    decoded += text.slice(from, at) + String.fromCharCode(Number.parseInt(text.slice(at + 1, at + 3), 16));
    from = at + 3;
  }
  return decoded + text.slice(from);
}

/** The same characters in every charset that Alipay uses. */
const isAscii = (value: ByteText): boolean => !/[\x80-\xff]/.test(value);

const ofEveryObject: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Word characters, at most one underscore in front (`_input_charset`), and nothing that every object already has (`constructor`). */
function isPlainName(name: string): boolean {
  return /^_?[A-Za-z]\w{0,63}$/.test(name) && !ofEveryObject.has(name);
}

function refused(problem: FormProblem): FormResult {
  return { ok: false, problem };
}

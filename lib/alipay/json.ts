export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** Objects are Maps: no member name can reach a prototype. */
export type JsonObject = ReadonlyMap<string, JsonValue>;

export type JsonProblem =
  | "too_large"
  | "too_deep"
  | "duplicate_name"
  | "forbidden_name"
  | "forbidden_character"
  | "number_out_of_range"
  | "malformed";

type Refused = { ok: false; problem: JsonProblem };

const maxLength = 1024 * 1024;
const maxDepth = 32;

/** JSON.parse without its leniencies: see JsonProblem for what is refused. */
export function parseJson(text: string): { ok: true; value: JsonValue } | Refused {
  const reader = open(text);
  const value = readValue(reader, 0);
  const problem = close(reader);
  return value === undefined || problem ? { ok: false, problem: problem ?? "malformed" } : { ok: true, value };
}

/**
 * Finds the members of the outermost object and the exact text of each value, first to last character: what a gateway signs is
 * that text and not a re-serialised copy (openapi.md section 5). Names are compared after their escapes (clarification 13).
 */
export function findMembers(text: string): { ok: true; members: ReadonlyMap<string, string> } | Refused {
  const reader = open(text);
  const members = new Map<string, string>();
  skipBlanks(reader);
  const found = readMembers(reader, 0, (name, _, start) => members.set(name, text.slice(start, reader.at)));
  const problem = close(reader);
  return found && !problem ? { ok: true, members } : { ok: false, problem: problem ?? "malformed" };
}

/** The members of a text that is one object; null for any other text. */
export function parseObject(text: string): JsonObject | null {
  const parsed = parseJson(text);
  return parsed.ok && isObject(parsed.value) ? parsed.value : null;
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return value instanceof Map;
}

/** A text member; undefined when it is absent, empty or no text. */
export function textOf(members: JsonObject, name: string): string | undefined {
  const value = members.get(name);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A recursive descent over the text. After a problem every function returns undefined and the first problem stands. */
type Reader = { readonly text: string; at: number; problem: JsonProblem | null };

function open(text: string): Reader {
  return { text, at: 0, problem: text.length > maxLength ? "too_large" : null };
}

function close(reader: Reader): JsonProblem | null {
  skipBlanks(reader);
  if (reader.at < reader.text.length) fail(reader, "malformed");
  return reader.problem;
}

function fail(reader: Reader, problem: JsonProblem): undefined {
  reader.problem ??= problem;
}

function readValue(reader: Reader, depth: number): JsonValue | undefined {
  if (reader.problem) return undefined;
  if (depth > maxDepth) return fail(reader, "too_deep");
  skipBlanks(reader);
  const first = reader.text[reader.at];
  if (first === '"') return readString(reader);
  if (first === "[") return readArray(reader, depth);
  if (first === "{") {
    const object = new Map<string, JsonValue>();
    return readMembers(reader, depth, (name, value) => object.set(name, value)) ? object : undefined;
  }
  return readLiteral(reader);
}

function readMembers(
  reader: Reader,
  depth: number,
  onMember: (name: string, value: JsonValue, start: number) => void,
): true | undefined {
  if (reader.problem || !take(reader, "{")) return fail(reader, "malformed");
  if (take(reader, "}")) return true;
  const names = new Set<string>();
  do {
    skipBlanks(reader);
    const name = readString(reader);
    if (name === undefined) return undefined;
    if (names.has(name)) return fail(reader, "duplicate_name");
    if (name === "__proto__") return fail(reader, "forbidden_name");
    names.add(name);
    if (!take(reader, ":")) return fail(reader, "malformed");
    skipBlanks(reader);
    const start = reader.at;
    const value = readValue(reader, depth + 1);
    if (value === undefined) return undefined;
    onMember(name, value, start);
  } while (take(reader, ","));
  return take(reader, "}") || fail(reader, "malformed");
}

function readArray(reader: Reader, depth: number): JsonValue[] | undefined {
  take(reader, "[");
  const values: JsonValue[] = [];
  if (take(reader, "]")) return values;
  do {
    const value = readValue(reader, depth + 1);
    if (value === undefined) return undefined;
    values.push(value);
  } while (take(reader, ","));
  return take(reader, "]") ? values : fail(reader, "malformed");
}

/** Finds the end of one text; its grammar is JSON.parse's business. */
function readString(reader: Reader): string | undefined {
  const { text, at: start } = reader;
  if (text[start] !== '"') return fail(reader, "malformed");
  let end = start + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
  reader.at = end + 1;
  const value = parseStringToken(text.slice(start, end + 1));
  if (value === undefined) return fail(reader, "malformed");
  return value.includes("\0") || !value.isWellFormed() ? fail(reader, "forbidden_character") : value;
}

function parseStringToken(token: string): string | undefined {
  try {
    return JSON.parse(token);
  } catch {
    return undefined;
  }
}

const literals = { true: true, false: false, null: null } as const;

function readLiteral(reader: Reader): JsonValue | undefined {
  const token = /[-+.\w]*/y;
  token.lastIndex = reader.at;
  const word = token.exec(reader.text)?.[0] ?? "";
  reader.at += word.length;
  if (word === "true" || word === "false" || word === "null") return literals[word];
  if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/.test(word)) return fail(reader, "malformed");
  const value = Number(word);
  // A number that a double cannot hold would silently become another one.
  const isExact = word.length <= 32 && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  return isExact ? value : fail(reader, "number_out_of_range");
}

function take(reader: Reader, character: string): true | undefined {
  skipBlanks(reader);
  if (reader.text[reader.at] !== character) return undefined;
  reader.at += 1;
  return true;
}

function skipBlanks(reader: Reader): void {
  while (" \t\n\r".includes(reader.text[reader.at] ?? "x")) reader.at += 1;
}

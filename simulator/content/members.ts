/** A parsed JSON object. */
export type Content = Readonly<Record<string, unknown>>;

export type TextRule = { readonly longest: number; readonly required?: true; readonly pattern?: RegExp };

export type TextRules = Readonly<Record<string, TextRule>>;

export type WrongMember = { readonly name: string; readonly why: string };

/** The first member that is there and no text of the given length and pattern, or is required and missing. */
export function findWrongText(content: Content, rules: TextRules, path = ""): WrongMember | undefined {
  for (const [name, rule] of Object.entries(rules)) {
    const why = wrongIn(memberOf(content, name), rule);
    if (why) return { name: path + name, why };
  }
  return undefined;
}

/** An empty text counts as not given. */
function wrongIn(value: unknown, rule: TextRule): string | undefined {
  if (value === undefined || value === "") return rule.required ? "is missing" : undefined;
  if (typeof value !== "string") return "must be a text";
  if (value.length > rule.longest) return `is longer than ${rule.longest}`;
  return rule.pattern && !rule.pattern.test(value) ? "has a wrong form" : undefined;
}

/** An empty text counts as not given. */
export function textOf(content: Content, name: string): string | undefined {
  const value = memberOf(content, name);
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function memberOf(content: Content, name: string): unknown {
  return Object.hasOwn(content, name) ? content[name] : undefined;
}

/** The object within, or an empty one: every member of it is missing then. */
export function contentOf(content: Content, name: string): Content {
  const value = memberOf(content, name);
  return isContent(value) ? value : {};
}

/** The name of the first member that no document knows. */
export function unknownMember(content: Content, known: readonly string[]): string | undefined {
  return Object.keys(content).find((name) => !known.includes(name));
}

export function isContent(value: unknown): value is Content {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Undefined when the text is no JSON text of an object. */
export function parseContent(text: string): Content | undefined {
  try {
    const content: unknown = JSON.parse(text);
    return isContent(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

/** One spelling for contents that say the same: members in order at every depth. */
export function canonicalContent(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    isContent(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}

export function isHttpAddress(text: string): boolean {
  return URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol);
}

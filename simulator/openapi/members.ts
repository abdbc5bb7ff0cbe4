import { businessRefusal, type Refusal } from "./answer.ts";

/** The parsed biz_content. */
export type Content = Readonly<Record<string, unknown>>;

export type TextRule = { readonly longest: number; readonly required?: true; readonly pattern?: RegExp };

/** Every member named is a text of the given length and pattern, if it is there at all. */
export function checkTexts(
  content: Content,
  rules: Readonly<Record<string, TextRule>>,
  path = "",
): Refusal | undefined {
  for (const [name, rule] of Object.entries(rules)) {
    const value = memberOf(content, name);
    if (value === undefined || value === "") {
      if (rule.required) return invalidMember(path + name, "is missing");
      continue;
    }
    if (typeof value !== "string") return invalidMember(path + name, "must be a text");
    if (value.length > rule.longest) return invalidMember(path + name, `is longer than ${rule.longest}`);
    if (rule.pattern && !rule.pattern.test(value)) return invalidMember(path + name, "has a wrong form");
  }
  return undefined;
}

export function invalidMember(name: string, why: string): Refusal {
  return businessRefusal("ACQ.INVALID_PARAMETER", `${name} ${why}`);
}

/** An empty text counts as not given. */
export function textOf(content: Content, name: string): string | undefined {
  const value = memberOf(content, name);
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function memberOf(content: Content, name: string): unknown {
  return Object.hasOwn(content, name) ? content[name] : undefined;
}

export function isContent(value: unknown): value is Content {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** One spelling for contents that say the same: members in order at every depth. */
export function canonicalContent(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    isContent(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}

import { type Content, parseContent } from "../content/members.ts";

/** A message and the text of each of its outermost members, as it came: a signature covers that text (intl.md 2.1). */
export type Message = { readonly content: Content; readonly textOf: (name: string) => string | undefined };

/** A text in JSON, with the colon behind it if it is a member's name, or one of its marks. */
const TOKEN = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}[\],]/g;

/**
 * Undefined when the text is no JSON object, or when a member has a second spelling or a second value anywhere: nobody
 * could say which of them was meant (clarifications.md 13).
 */
export function readMessage(text: string): Message | undefined {
  const content = parseContent(text);
  if (!content) return undefined;
  const open: Set<string>[] = [];
  const spans = new Map<string, { readonly start: number; end: number }>();
  let outermost = "";
  for (const { 0: token, 1: name = "", 2: colon, index } of text.matchAll(TOKEN)) {
    const names = open.at(-1);
    if (token === "{" || token === "[") open.push(new Set());
    if ((token === "," || token === "}") && open.length === 1) close(spans, outermost, index);
    if (token === "}" || token === "]") open.pop();
    if (colon === undefined || !names) continue;
    if (name.includes("\\") || names.has(name)) return undefined;
    names.add(name);
    if (open.length > 1) continue;
    outermost = name;
    spans.set(name, { start: index + token.length, end: index });
  }
  return {
    content,
    textOf: (name) => {
      const span = spans.get(`"${name}"`);
      return span && text.slice(span.start, span.end).trim();
    },
  };
}

function close(spans: ReadonlyMap<string, { end: number }>, name: string, end: number): void {
  const span = spans.get(name);
  if (span) span.end = end;
}

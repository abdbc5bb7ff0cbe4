import { decodeStrictly, type FormValue } from "../form.ts";
import { readXml, type XmlElement, type XmlNode, type XmlProblem } from "./xml.ts";

/** `isPlain`: written without character data and numeric references, as an amount always is (B30). */
export type Member = FormValue & { isPlain: boolean };

export type Members = ReadonlyMap<string, Member>;

export type DocumentProblem = XmlProblem | "bad_structure" | "bad_reference" | "not_in_charset";

/** An answer as it is written, before anything in it is believed (mapi.md section 3). The echo in `request` is not read at all. */
export type AnswerDocument = {
  isSuccess: string | undefined;
  error: string | undefined;
  /** The members inside `response`: they alone are signed, and they alone are read. */
  members: Members | null;
  sign: string | undefined;
  signType: string | undefined;
};

export type DocumentResult = { ok: true; document: AnswerDocument } | { ok: false; problem: DocumentProblem };

const leafNames = ["is_success", "error", "sign", "sign_type"];

/** Reads an answer by its path: `response` holds an element that is called `alipay` like the root (seed-notes 0.18), or otherwise. */
export function readDocument(body: Buffer, contentType: string | null): DocumentResult {
  const xml = readXml(body, contentType);
  if (!xml.ok) return xml;
  const parts = xml.root.name === "alipay" ? elementsOf(xml.root) : null;
  if (!parts || [...parts.keys()].some((name) => ![...leafNames, "request", "response"].includes(name))) {
    return refused("bad_structure");
  }
  const leaves = readMembers(
    [...parts].filter(([name]) => leafNames.includes(name)),
    xml.encoding,
  );
  if (typeof leaves === "string") return refused(leaves);
  const response = parts.get("response");
  const members = response ? readResponse(response, xml.encoding) : null;
  if (typeof members === "string") return refused(members);
  const text = (name: string) => leaves.get(name)?.text || undefined;
  return {
    ok: true,
    document: {
      isSuccess: text("is_success"),
      error: text("error"),
      members,
      sign: text("sign"),
      signType: text("sign_type"),
    },
  };
}

function readResponse(response: XmlElement, encoding: string): Members | DocumentProblem {
  const inner = elementsOf(response);
  const [only] = inner?.size === 1 ? inner.values() : [];
  const elements = only && elementsOf(only);
  return elements ? readMembers([...elements], encoding) : "bad_structure";
}

/** The children of an element that holds nothing but elements, by name; null where something else stands in it. */
function elementsOf({ hasAttributes, children }: XmlElement): Map<string, XmlElement> | null {
  const elements = new Map<string, XmlElement>();
  const seen = new Set<string>();
  for (const child of children) {
    if (isBlank(child)) continue;
    // A prefix, a declared namespace or a second element of a name: somebody else could read another document than we do.
    if (child.kind !== "element" || !/^[A-Za-z]\w*$/.test(child.name) || seen.has(child.name.toLowerCase()))
      return null;
    seen.add(child.name.toLowerCase());
    elements.set(child.name, child);
  }
  return hasAttributes ? null : elements;
}

const isBlank = (node: XmlNode): boolean => node.kind === "text" && /^[ \t\r\n]*$/.test(node.raw);

function readMembers(elements: Iterable<readonly [string, XmlElement]>, encoding: string): Members | DocumentProblem {
  const members = new Map<string, Member>();
  for (const [name, { hasAttributes, children }] of elements) {
    const [content = { kind: "text", raw: "" } as const, ...more] = children;
    if (hasAttributes || more.length > 0 || content.kind === "element") return "bad_structure";
    const parts = content.kind === "cdata" ? [content.raw] : splitAtReferences(content.raw);
    const value = parts === null ? "bad_reference" : decodeParts(parts, encoding);
    if (typeof value === "string") return value;
    members.set(name, { ...value, isPlain: content.kind === "text" && !content.raw.includes("&#") });
  }
  return members;
}

const reference = /&(amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});/;
const bareAmpersand = new RegExp(`&(?!${reference.source.slice(1)})(?![A-Za-z_]\\w*=)`);

// No text needs that many (B29).
const mostReferences = 1000;

/**
 * Text and references in turn, the references without their signs. The addresses in Alipay's own sample hold a bare `&` before `name=`
 * (seed-notes 0.9); null for any other `&`.
 */
function splitAtReferences(raw: string): string[] | null {
  if (bareAmpersand.test(raw)) return null;
  const parts = raw.split(reference);
  return parts.length > 2 * mostReferences + 1 ? null : parts;
}

/** Each reference is resolved once. Its character counts as UTF-8 among the bytes: how else, the document's charset may not say. */
function decodeParts(parts: readonly string[], encoding: string): FormValue | DocumentProblem {
  let [bytes, text] = ["", ""];
  for (const [index, part] of parts.entries()) {
    const isReference = index % 2 === 1;
    const character = isReference ? characterOf(part) : decodeStrictly(Buffer.from(part, "latin1"), encoding);
    if (character === null) return isReference ? "bad_reference" : "not_in_charset";
    bytes += isReference ? Buffer.from(character, "utf8").toString("latin1") : part;
    text += character;
  }
  return { bytes, text };
}

const builtIns: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** One of the five entities that need no DTD, or a character that XML 1.0 allows by its number. */
function characterOf(name: string): string | null {
  if (!name.startsWith("#")) return builtIns[name] ?? null;
  const code = Number.parseInt(name.replace(/^#x?/, ""), name.startsWith("#x") ? 16 : 10);
  if (code > 0x10ffff) return null;
  const character = String.fromCodePoint(code);
  return /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]$/u.test(character) ? character : null;
}

function refused(problem: DocumentProblem): DocumentResult {
  return { ok: false, problem };
}

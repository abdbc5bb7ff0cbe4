import { decodeStrictly, type FormValue } from "../form.ts";
import { readXml, type XmlElement, type XmlNode, type XmlProblem } from "./xml.ts";

/** `cdata`: written as character data; an amount never is (B30). */
export type Member = FormValue & { cdata: boolean };

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
    const raw = content.kind === "cdata" ? content.raw : resolveReferences(content.raw);
    if (raw === null) return "bad_reference";
    const bytes = Buffer.from(raw, "latin1");
    const text = decodeStrictly(bytes, encoding);
    if (text === null) return "not_in_charset";
    members.set(name, { bytes, text, cdata: content.kind === "cdata" });
  }
  return members;
}

const builtIns: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * The five entities that need no DTD, resolved once. The addresses in Alipay's own sample hold a bare `&` before `name=` (seed-notes
 * 0.9); any other `&`, numeric references included, is refused.
 */
function resolveReferences(raw: string): string | null {
  if (/&(?!(?:amp|lt|gt|quot|apos);|[A-Za-z_]\w*=)/.test(raw)) return null;
  return raw.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => builtIns[name] ?? "");
}

function refused(problem: DocumentProblem): DocumentResult {
  return { ok: false, problem };
}

import { XMLParser, XMLValidator } from "fast-xml-parser";
import { charsetOf, encodingOf } from "../form.ts";

export type XmlProblem = "too_large" | "forbidden_markup" | "unknown_charset" | "malformed";

/** Part of a document. Its texts are bytes written as latin1 and not resolved: only a whole value can be decoded. */
export type XmlNode =
  | { kind: "element"; name: string; hasAttributes: boolean; children: readonly XmlNode[] }
  | { kind: "text" | "cdata"; raw: string };

export type XmlElement = Extract<XmlNode, { kind: "element" }>;

export type XmlResult = { ok: true; root: XmlElement; encoding: string } | { ok: false; problem: XmlProblem };

// Genuine answers have 4 KB and 4 levels; what is larger would keep a process busy for nothing.
const maxBytes = 128 * 1024;
const maxDepth = 8;

/**
 * Bytes to elements. The parser sees the bytes as latin1: every charset that is accepted keeps markup apart from the bytes of
 * its characters, and values keep the bytes that were signed.
 */
export function readXml(body: Buffer, contentType: string | null): XmlResult {
  if (body.length > maxBytes) return refused("too_large");
  const text = body.toString("latin1");
  if (hasForbiddenMarkup(text)) return refused("forbidden_markup");

  const declaration =
    /^<\?xml\s+version=["']1\.[01]["'](?:\s+encoding=["']([\w.-]+)["'])?(?:\s+standalone=["']\w+["'])?\s*\?>/;
  const declared = declaration.exec(text);
  if (text.startsWith("<?") && !declared) return refused("malformed");
  const encoding = encodingOf(declared?.[1] ?? charsetOf(contentType) ?? "utf-8");
  if (encoding === null) return refused("unknown_charset");

  const nodes = parse(text.slice(declared?.[0].length ?? 0));
  const root = nodes?.length === 1 ? nodes[0] : undefined;
  return root?.kind === "element" ? { ok: true, root, encoding } : refused("malformed");
}

/**
 * Asked before any parser (B29): no DOCTYPE, no ENTITY and no comment, for `<!` may open nothing but CDATA; no processing
 * instruction; and no NUL, which every UTF-16 or UTF-32 spelling of the same would need.
 */
function hasForbiddenMarkup(text: string): boolean {
  return text.includes("\0") || /<!(?!\[CDATA\[)/.test(text) || text.includes("<?", 1);
}

const textName = "#text";
const cdataName = "#cdata";
const attributesName = ":@";

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // References are resolved by whoever reads a value, exactly once.
  processEntities: false,
  cdataPropName: cdataName,
  maxNestedTags: maxDepth,
});

type ParsedNode = Readonly<Record<string, unknown>>;

/** The parser alone takes unbalanced tags, the validator alone two roots; and the parser throws where it gives up. */
function parse(text: string): readonly XmlNode[] | null {
  // Whether a reference is one of ours is asked of each value: here it may not end the check.
  if (XMLValidator.validate(text.replaceAll("&", "+")) !== true) return null;
  try {
    return (parser.parse(text) as ParsedNode[]).map(toNode);
  } catch {
    return null;
  }
}

function toNode(parsed: ParsedNode): XmlNode {
  const name = Object.keys(parsed).find((key) => key !== attributesName) ?? "";
  if (name === textName) return { kind: "text", raw: String(parsed[name]) };
  const children = (parsed[name] as ParsedNode[]).map(toNode);
  if (name !== cdataName) return { kind: "element", name, hasAttributes: attributesName in parsed, children };
  const [content] = children;
  return { kind: "cdata", raw: content?.kind === "text" ? content.raw : "" };
}

function refused(problem: XmlProblem): XmlResult {
  return { ok: false, problem };
}

import { decodeStrictly } from "../form.ts";
import { decodeBase64 } from "../sign.ts";

/** One PEM block, or a bare text that has no label. Null where it is no Base64: what it was meant to be, the label still says. */
export type Block = { label: string | null; der: Buffer | null };

export type Pasted = { ok: true; blocks: Block[] } | { ok: false; problem: "empty" | "encrypted" };

/**
 * An uploaded file as the text that would have been pasted: UTF-8, or the UTF-16 of Windows editors. Bytes that are neither are DER,
 * whose lengths above 127 are no UTF-8, and become bare Base64.
 */
export function textOfFile(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decodeStrictly(bytes.subarray(2), "utf-16le") ?? "";
  if (first === 0xfe && second === 0xff) return decodeStrictly(bytes.subarray(2), "utf-16be") ?? "";
  return decodeStrictly(bytes, "utf-8") ?? Buffer.from(bytes).toString("base64");
}

/** What people copy along without seeing it: byte order marks, characters without width, soft hyphens. */
const UNSEEN = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;

/** Line ends that a setting or a JSON text left as two characters each. */
const ESCAPED_ENDS = /\\r|\\n/g;

/** Takes a pasted text apart. A label is only believed where it says what cannot be read; the bytes decide the rest. */
export function readBlocks(pasted: string): Pasted {
  const text = pasted
    .replace(UNSEEN, "")
    .replace(ESCAPED_ENDS, "\n")
    .trim()
    .replace(/^(["'])(.*)\1$/s, "$2");
  if (text === "") return { ok: false, problem: "empty" };
  const pem = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \1-----/gs)];
  if (pem.some(([block]) => block.includes("ENCRYPTED"))) return { ok: false, problem: "encrypted" };
  const blocks = pem.map(([, label = "", content = ""]) => ({ label, der: derOf(content) }));
  return { ok: true, blocks: blocks.length > 0 ? blocks : [{ label: null, der: derOf(text) }] };
}

const derOf = (text: string): Buffer | null => decodeBase64(text.replace(/\s+/g, ""));

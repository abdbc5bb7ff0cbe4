const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Characters that no XML 1.0 document may hold, escaped or not. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

export function isXmlText(text: string): boolean {
  return !FORBIDDEN.test(text);
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? "");
}

/** As in the documents' samples: the `&` before `picSize=L` stands bare (seed-notes.md, seed 0, 9). */
export function bareAmpersands(escaped: string): string {
  return escaped.replace(/&amp;(?=\w+=)/g, "&");
}

import type { IncomingMessage } from "node:http";

/** How a request frames its body. The parser has refused two lengths, or a length beside a transfer coding, before. */
export type Framing = { kind: "none" } | { kind: "sized"; bytes: number } | { kind: "chunked" } | { kind: "unknown" };

export const framingOf = ({ headers }: IncomingMessage): Framing => {
  const coding = headers["transfer-encoding"];
  if (coding !== undefined)
    return coding.trim().toLowerCase() === "chunked" ? { kind: "chunked" } : { kind: "unknown" };
  const bytes = Number(headers["content-length"] ?? "0");
  return bytes === 0 ? { kind: "none" } : { kind: "sized", bytes };
};

/**
 * The body's chunks; `onTooLarge` is called and the rest left unread once they pass the limit. Leaving the loop early
 * keeps the request and its socket, which still has to carry the answer.
 */
export async function* limitedBody(
  req: IncomingMessage,
  limit: number,
  onTooLarge: () => void,
): AsyncGenerator<Buffer, void, undefined> {
  let bytes = 0;
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > limit) return onTooLarge();
    yield chunk;
  }
}

/** Writes GBK as `TextDecoder` reads it; what GBK cannot say becomes a question mark. */
export function gbkEncoder(): (text: string) => Buffer {
  const table = makeTable();
  const bytesOf = (character: string) => {
    const code = character.charCodeAt(0);
    return code < 0x80 ? [code] : (table.get(character) ?? [0x3f]);
  };
  return (text) => Buffer.from([...text].flatMap(bytesOf));
}

/** Every pair of lead and trail byte: some milliseconds, and only for a practice till that asked for GBK. */
function makeTable(): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder("gbk", { fatal: true });
  const table = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const text = decodePair(decoder, lead, trail);
      if (text !== undefined && !table.has(text)) table.set(text, [lead, trail]);
    }
  }
  return table;
}

function decodePair(decoder: TextDecoder, lead: number, trail: number): string | undefined {
  try {
    const text = decoder.decode(Uint8Array.of(lead, trail));
    return [...text].length === 1 ? text : undefined;
  } catch {
    return undefined;
  }
}

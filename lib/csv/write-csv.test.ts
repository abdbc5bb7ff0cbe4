import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CsvColumn, csvHead, csvLines, csvStream } from "./write-csv.ts";

type Row = { text: string | null; amount: string | null };
const COLUMNS: CsvColumn<Row>[] = [
  { name: "Text", kind: "text", of: ({ text }) => text },
  { name: "Amount", kind: "number", of: ({ amount }) => amount },
];
const cellOf = (text: string | null) => csvLines(COLUMNS, [{ text, amount: null }]).replace(/,\r\n$/, "");

/** A reader as strict as RFC 4180, which knows nothing of how the lines were written. */
function readCsv(file: string): string[][] {
  const rows: string[][] = [[]];
  for (let at = 0; at < file.length; ) {
    let cell = "";
    if (file[at] === '"') {
      for (at++; file[at] !== '"' || file[at + 1] === '"'; at++) {
        if (at >= file.length) throw new Error("a quote does not end");
        if (file[at] === '"') at++;
        cell += file[at];
      }
      at++;
    } else for (; at < file.length && !/[,\r\n]/.test(file[at] ?? ""); at++) cell += file[at];
    rows.at(-1)?.push(cell);
    if (file[at] === ",") at++;
    else if (file.slice(at, at + 2) === "\r\n") {
      at += 2;
      if (at < file.length) rows.push([]);
    } else throw new Error(`no end of a cell at ${at}`);
  }
  return rows;
}

describe("B46 S19 a table for a spreadsheet", () => {
  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "﹦1"])(
    "takes %j for text",
    (text) => {
      expect(cellOf(text)).toBe(`"'${text}"`);
    },
  );

  it.each([" =1", "\u00a0=1", "\u3000＝1", "\u200b@x", "\ufeff=1", "\u202e+1", "\u0001-1"])(
    "takes %j for text too: what stands before the sign is not seen",
    (text) => {
      expect(cellOf(text)).toBe(`"'${text}"`);
    },
  );

  it.each(["Tea", "1=1", "a-b", "'quoted", "", "桌 12", "2026-11-22", "3.50", "000000000000001"])(
    "leaves %j as it is",
    (text) => {
      expect(cellOf(text)).toBe(`"${text}"`);
    },
  );

  it("keeps all digits of a trade's number", () => {
    expect(cellOf("2026112222001412345678901234")).toBe(`"'2026112222001412345678901234"`);
  });

  it("leaves numbers numbers, also those below nothing", () => {
    const lines = csvLines(
      COLUMNS,
      ["-128.50", "0.01", "100", null].map((amount) => ({ text: null, amount })),
    );
    expect(lines).toBe('"",-128.50\r\n"",0.01\r\n"",100\r\n"",\r\n');
  });

  it.each(["=1", "1,5", "1e3", "+1", "", " 1", "1\r\n2"])("writes no %j as a number", (amount) => {
    expect(() => csvLines(COLUMNS, [{ text: "", amount }])).toThrow("column of numbers");
  });

  it("says that it is UTF-8, and names its columns", () => {
    expect(new TextEncoder().encode(csvHead(COLUMNS)).slice(0, 3)).toEqual(new Uint8Array([0xef, 0xbb, 0xbf]));
    expect(csvHead([{ name: "=金额", kind: "number", of: () => null }])).toBe(`\ufeff"'=金额"\r\n`);
  });

  it("is read as it was written, whatever the cells hold: quotes, commas, line ends, other signs", () => {
    const texts = fc.array(fc.string({ unit: fc.constantFrom(..."=+-@＝',;\"\r\n\t \u200ba1元😀") }), { minLength: 1 });
    fc.assert(
      fc.property(texts, (all) => {
        const read = readCsv(
          csvLines(
            COLUMNS,
            all.map((text) => ({ text, amount: "1.00" })),
          ),
        );
        expect(read.map(([, amount]) => amount)).toEqual(all.map(() => "1.00"));
        for (const [at, [cell = ""]] of read.entries()) {
          expect([all[at], `'${all[at]}`]).toContain(cell);
          expect(cell).not.toMatch(/^[\s\p{C}]*[=+\-@＝]/u);
        }
      }),
    );
  });
});

describe("S23 a table that is read page by page", () => {
  it("is written as far as somebody reads, and no page is asked for once nobody does", async () => {
    let asked = 0;
    let ended = false;
    async function* pages() {
      try {
        for (;;) {
          asked++;
          yield [{ text: "x", amount: "1" }];
        }
      } finally {
        ended = true;
      }
    }
    const reader = csvStream(COLUMNS, pages()).getReader();
    const first = await reader.read();
    expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(first.value)).toBe('\ufeff"Text","Amount"\r\n');
    await reader.read();
    await reader.cancel();
    expect(ended).toBe(true);
    expect(asked).toBeLessThan(5);
  });

  it("breaks off when a page cannot be read: half a file is never taken for a whole one", async () => {
    async function* pages() {
      yield [{ text: "x", amount: "1" }];
      throw new Error("no database");
    }
    await expect(new Response(csvStream(COLUMNS, pages())).text()).rejects.toThrow("no database");
  });
});

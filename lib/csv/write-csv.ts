/**
 * A column of a table. `text`: what people or strangers may have typed, which no spreadsheet may take for a formula.
 * `number`: a decimal number of ours, which it shall take for one.
 */
export type CsvColumn<Row> = { name: string; kind: "text" | "number"; of: (row: Row) => string | null };

/** Without it Excel reads Chinese as something else. */
const BYTE_ORDER_MARK = "\ufeff";

/** The first bytes of a file (RFC 4180, UTF-8): the names of its columns. */
export const csvHead = <Row>(columns: readonly CsvColumn<Row>[]): string =>
  BYTE_ORDER_MARK + lineOf(columns.map(({ name }) => quoted(name)));

/** The lines of some rows. */
export const csvLines = <Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string =>
  rows
    .map((row) =>
      lineOf(columns.map(({ kind, of }) => (kind === "number" ? numberCell(of(row)) : quoted(of(row) ?? "")))),
    )
    .join("");

/** All of a file, page after page, as somebody reads it: when nobody reads on, no page is asked for any more. */
export function csvStream<Row>(
  columns: readonly CsvColumn<Row>[],
  pages: AsyncIterable<readonly Row[]>,
): ReadableStream<Uint8Array> {
  async function* parts() {
    const encoder = new TextEncoder();
    yield encoder.encode(csvHead(columns));
    for await (const rows of pages) yield encoder.encode(csvLines(columns, rows));
  }
  const reading = parts();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await reading.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await reading.return();
    },
  });
}

const lineOf = (cells: readonly string[]): string => `${cells.join(",")}\r\n`;

/** In quotes whatever it holds, because some spreadsheets part cells at other signs than the comma. */
const quoted = (text: string): string => `"${harmless(text).replaceAll('"', '""')}"`;

/** What begins like a formula, also behind signs that nobody sees and in the wide shapes of Chinese keyboards. */
const FORMULA = /^(?:[\t\r\n]|[\s\p{C}]*[=+\-@＝＋－＠﹦﹢﹣﹫])/u;
/** A spreadsheet keeps 15 digits of a number: of a longer one, a trade's, it would show another. */
const LONG_NUMBER = /^[0-9]{16,}$/;

/** An apostrophe in front says to a spreadsheet that this is text. */
const harmless = (text: string): string => (FORMULA.test(text) || LONG_NUMBER.test(text) ? `'${text}` : text);

const NUMBER = /^-?[0-9]+(?:\.[0-9]+)?$/;

function numberCell(text: string | null): string {
  if (text === null) return "";
  if (!NUMBER.test(text)) throw new Error("a column of numbers holds something else");
  return text;
}

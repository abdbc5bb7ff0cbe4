import { expect, test } from "vitest";
import { emptyPad, type Pad, reducePad } from "./pad.ts";

type Run = { start: number; gap: number; from?: Pad };
const burst = (digits: string, { start, gap, from = emptyPad("CNY") }: Run) =>
  [...digits].reduce((pad, digit, index) => reducePad(pad, { type: "typed", digit, at: start + index * gap }), from);

test("C7 puts nothing of a scanner's burst into the amount that was being typed", () => {
  const typed = burst("12", { start: 0, gap: 200 });
  const scanned = burst("6901234567892", { start: 5_000, gap: 12, from: typed });
  expect(scanned.entry.typed).toBe("12");
  expect(scanned.scanned).toBe("6901234567892");
});

test("goes on with the amount after a scan", () => {
  const scanned = burst("6901234567892", { start: 5_000, gap: 12, from: burst("12", { start: 0, gap: 200 }) });
  const pad = burst("5", { start: 9_000, gap: 0, from: scanned });
  expect(pad).toMatchObject({ scanned: null, entry: { typed: "125" } });
});

test("takes an amount at a hand's pace as it is", () => {
  expect(burst("12345678", { start: 0, gap: 120 })).toMatchObject({ scanned: null, entry: { typed: "12345678" } });
});

test("C6 what is typed while a sale is on its way belongs to the next one; a refused sale is there again", () => {
  const key = (pad: Pad, digits: string) => reducePad(pad, { type: "digits", digits });
  const sent = reducePad(key(emptyPad("CNY"), "12"), { type: "sent" });
  expect(sent.entry.typed).toBe("12");
  expect(reducePad(sent, { type: "charged" })).toEqual(emptyPad("CNY"));
  expect(reducePad(sent, { type: "refused" })).toMatchObject({ entry: { typed: "12" }, sent: null });
  const ahead = key(sent, "7");
  expect(ahead.entry.typed).toBe("7");
  expect(reducePad(key(ahead, "5"), { type: "charged" })).toMatchObject({ entry: { typed: "75" }, sent: null });
  expect(reducePad(ahead, { type: "refused" })).toMatchObject({ entry: { typed: "12" }, sent: null });
});

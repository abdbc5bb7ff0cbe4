import { expect, test } from "vitest";
import { drawnTotal, type Entry, emptyEntry, entryTotal, reduceEntry, saleOf } from "./amount-entry.ts";

/** Types a text key by key: digits, "." , "+", "<" for Backspace. */
const type = (keys: string, from: Entry = emptyEntry("CNY")): Entry =>
  [...keys].reduce((entry, key) => {
    if (key === ".") return reduceEntry(entry, { type: "point" });
    if (key === "+") return reduceEntry(entry, { type: "add" });
    if (key === "<") return reduceEntry(entry, { type: "back" });
    return reduceEntry(entry, { type: "digits", digits: key });
  }, from);

test.each([
  ["128.5", "128.50"],
  ["0.01", "0.01"],
  ["007", "7.00"],
  [".5", "0.50"],
  ["12.", "12.00"],
  ["12<", "1.00"],
  [".<", "0.00"],
  ["1..5", "1.50"],
])("C1 reads the keys %j as %s", (keys, amount) => {
  expect(saleOf(type(keys)).amount).toBe(amount);
});

test("B35 C4 refuses a third decimal with its reason and keeps the amount", () => {
  const entry = type("12.345");
  expect(entry).toMatchObject({ typed: "12.34", problem: "too_many_decimals" });
  expect(type("<", entry).problem).toBeNull();
});

test("C4 refuses 00 as a whole where only one decimal is left", () => {
  expect(reduceEntry(type("12.5"), { type: "digits", digits: "00" })).toMatchObject({
    typed: "12.5",
    problem: "too_many_decimals",
  });
});

test("C4 takes no decimals for a currency without them", () => {
  expect(type("1.5", emptyEntry("JPY")).typed).toBe("15");
  expect(reduceEntry(emptyEntry("JPY"), { type: "paste", text: "1.5" }).problem).toBe("too_many_decimals");
});

test("B35 refuses a thirteenth digit", () => {
  expect(type("1234567890123")).toMatchObject({ typed: "123456789012", problem: "too_many_digits" });
});

test.each(["", " 12", "12 ", "1\u00a0200", "١٢", "１２", "1,200.00", "-5", "+5", "¥12", "1e3", "12\n", "012", "0x10"])(
  "B35 refuses the pasted text %j",
  (text) => {
    const entry = reduceEntry(type("3"), { type: "paste", text });
    expect(entry).toMatchObject({ typed: "3", problem: "not_a_number" });
  },
);

test("takes a pasted plain amount in place of what was typed", () => {
  expect(reduceEntry(type("3"), { type: "paste", text: "128.50" })).toMatchObject({ typed: "128.50", problem: null });
});

test("C3 adds lines to their exact sum", () => {
  const entry = type("0.1+0.2+100");
  expect(entryTotal(entry)).toEqual({ minor: 10030n, currency: "CNY" });
  expect(saleOf(entry)).toEqual({ currency: "CNY", amount: "100.30", lines: ["0.10", "0.20", "100.00"] });
  expect(saleOf(type("5+")).lines).toEqual(["5.00"]);
});

test("C3 adds no line for nothing", () => {
  expect(type("+0+").lines).toEqual([]);
});

test("C3 removes a line and puts it back in its place", () => {
  const removed = reduceEntry(type("1+2+3+"), { type: "remove", index: 1 });
  expect(removed.lines).toEqual(["1.00", "3.00"]);
  expect(reduceEntry(removed, { type: "restore" })).toMatchObject({ lines: ["1.00", "2.00", "3.00"], removed: null });
  expect(reduceEntry(removed, { type: "forget" }).removed).toBeNull();
});

test.for([
  ["", "0.00", "", "0.00"],
  ["12", "12.00", "12", ".00"],
  ["12.", "12.00", "12.", "00"],
  ["12.5", "12.50", "12.5", "0"],
  ["1234.56", "1,234.56", "1,234.56", ""],
  ["1+2", "3.00", "3.00", ""],
])("draws the keys %j as typed and implied digits", ([keys = "", full = "", sure, implied]) => {
  expect(drawnTotal(type(keys), full)).toEqual({ sure, implied });
});

const change = (keys: string, currency: string, from = "CNY") =>
  reduceEntry(type(keys, emptyEntry(from)), { type: "currency", currency });

test.for([
  ["CNY", "12.5", "USD", "12.50"],
  ["CNY", "12", "JPY", "12"],
  ["CNY", "12.", "JPY", "12"],
  ["CNY", "12.00", "JPY", "12"],
  ["CNY", "12.", "USD", "12.00"],
  ["JPY", "100", "CNY", "100.00"],
  ["CNY", "0.50", "KWD", "0.500"],
  ["KWD", "1.250", "CNY", "1.25"],
  ["CNY", "", "JPY", "0"],
])("P16 keeps the number when %s %j becomes %s, and converts nothing", ([from = "", keys = "", to = "", amount]) => {
  expect(saleOf(change(keys, to, from))).toEqual({ currency: to, amount, lines: [] });
  expect(change(keys, to, from).problem).toBeNull();
});

test("P16 keeps all lines of a sale in another currency, or none of them", () => {
  expect(saleOf(change("100+28+5", "JPY"))).toEqual({ currency: "JPY", amount: "133", lines: ["100", "28", "5"] });
  expect(saleOf(change("100+28", "KRW", "JPY"))).toMatchObject({ currency: "KRW", lines: ["100", "28"] });
  const cleared = { ...emptyEntry("JPY"), problem: "other_currency" };
  expect(change("100+28.50+5", "JPY")).toEqual(cleared);
  expect(change("100+0.5", "JPY")).toEqual(cleared);
});

test("C4 clears what the other currency cannot write, says so, and goes on in it", () => {
  const cleared = change("12.50", "JPY");
  expect(cleared).toEqual({ ...emptyEntry("JPY"), problem: "other_currency" });
  expect(saleOf(type("7", cleared))).toMatchObject({ currency: "JPY", amount: "7" });
  expect(type("7", cleared).problem).toBeNull();
  expect(change("0.001", "CNY", "KWD").typed).toBe("");
});

test("changes nothing when the same currency is chosen, and stays in a chosen one for the next sale", () => {
  const entry = type("12.5");
  expect(reduceEntry(entry, { type: "currency", currency: "CNY" })).toBe(entry);
  expect(reduceEntry(change("12", "JPY"), { type: "reset" })).toEqual(emptyEntry("JPY"));
});

const cents = (keys: string, currency = "CNY") => type(keys, emptyEntry(currency, true));

test.for([
  ["1", "0.01", "0.01"],
  ["1250", "12.50", "12.50"],
  ["007", "0.07", "0.07"],
  ["1250<", "1.25", "1.25"],
  ["12.5", "12.50", "12.5"],
  ["12.50", "12.50", "12.50"],
  [".5", "0.50", "0.5"],
  ["12.<", "0.12", "0.12"],
])(
  "C1 cents first reads the keys %j as %s, and draws %j as typed; a point makes digits mean what they say",
  ([keys = "", amount = "", sure]) => {
    expect(saleOf(cents(keys)).amount).toBe(amount);
    expect(drawnTotal(cents(keys), amount).sure).toBe(sure);
  },
);

test("C1 C4 cents first follows the decimals of the currency, and adds lines to their exact sum", () => {
  expect(saleOf(cents("1250", "JPY")).amount).toBe("1250");
  expect(saleOf(cents("1250", "KWD")).amount).toBe("1.250");
  expect(saleOf(cents("1250+5+"))).toEqual({ currency: "CNY", amount: "12.55", lines: ["12.50", "0.05"] });
  expect(cents("12.345")).toMatchObject({ typed: "12.34", problem: "too_many_decimals" });
  expect(cents("123456789012345")).toMatchObject({ typed: "12345678901234", problem: "too_many_digits" });
  expect(reduceEntry(cents("1250"), { type: "reset" })).toEqual(emptyEntry("CNY", true));
});

test("C1 P16 cents first keeps the number in another currency, and a pasted amount means what it says", () => {
  const into = (keys: string, from: string, to: string) =>
    saleOf(reduceEntry(cents(keys, from), { type: "currency", currency: to })).amount;
  expect(into("1250", "CNY", "USD")).toBe("12.50");
  expect(into("1200", "CNY", "JPY")).toBe("12");
  expect(into("1250", "CNY", "JPY")).toBe("0");
  expect(into("100", "JPY", "CNY")).toBe("100.00");
  expect(saleOf(reduceEntry(cents("3"), { type: "paste", text: "128" })).amount).toBe("128.00");
  expect(reduceEntry(cents("3"), { type: "paste", text: "1,200" })).toMatchObject({
    typed: "3",
    problem: "not_a_number",
  });
});

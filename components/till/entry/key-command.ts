import type { EntryAction } from "./amount-entry.ts";

export type KeyCommand =
  | { kind: "entry"; action: EntryAction }
  | { kind: "charge" | "reference" | "next_order" | "previous_order" | "help" | "num_lock" | "commands" };

/** The parts of a KeyboardEvent that decide; `location` 3 is the number pad. */
export type KeyPress = {
  key: string;
  code: string;
  location: number;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
};

const NUMBER_PAD = 3;

const PLAIN: ReadonlyMap<string, KeyCommand> = new Map<string, KeyCommand>([
  [".", { kind: "entry", action: { type: "point" } }],
  [",", { kind: "entry", action: { type: "point" } }],
  ["Backspace", { kind: "entry", action: { type: "back" } }],
  ["Delete", { kind: "entry", action: { type: "clear" } }],
  ["+", { kind: "entry", action: { type: "add" } }],
  ["Enter", { kind: "charge" }],
  ["?", { kind: "help" }],
]);

const WITH_ALT: ReadonlyMap<string, KeyCommand> = new Map<string, KeyCommand>([
  ["KeyR", { kind: "reference" }],
  ["ArrowDown", { kind: "next_order" }],
  ["ArrowUp", { kind: "previous_order" }],
]);

/** What a key does on the till, or null: F-keys and all but Ctrl K or ⌘ K of what has Ctrl or Meta stay the browser's. */
export function keyCommand(press: KeyPress): KeyCommand | null {
  if (press.ctrlKey || press.metaKey) return press.code === "KeyK" && !press.altKey ? { kind: "commands" } : null;
  if (press.altKey) return WITH_ALT.get(press.code) ?? null;
  if (/^[0-9]$/.test(press.key)) return { kind: "entry", action: { type: "digits", digits: press.key } };
  const onPad = press.location === NUMBER_PAD && /^Numpad([0-9]|Decimal)$/.test(press.code);
  if (onPad && press.key !== "." && press.key !== ",") return { kind: "num_lock" };
  return PLAIN.get(press.key) ?? null;
}

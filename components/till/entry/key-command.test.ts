import { expect, test } from "vitest";
import { type KeyPress, keyCommand } from "./key-command.ts";

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: "",
  location: 0,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  ...more,
});

test("C2 has a command for each key of a sale, on the number pad as on the row", () => {
  const digit = { kind: "entry", action: { type: "digits", digits: "5" } };
  expect(keyCommand(press("5"))).toEqual(digit);
  expect(keyCommand(press("5", { location: 3, code: "Numpad5" }))).toEqual(digit);
  expect(keyCommand(press(","))).toEqual(keyCommand(press(".")));
  expect(keyCommand(press("Enter", { location: 3, code: "NumpadEnter" }))).toEqual({ kind: "charge" });
  expect(keyCommand(press("+"))).toEqual({ kind: "entry", action: { type: "add" } });
  expect(keyCommand(press("Delete"))).toEqual({ kind: "entry", action: { type: "clear" } });
});

test("C2 tells a number pad without NumLock from an arrow key", () => {
  expect(keyCommand(press("End", { location: 3, code: "Numpad1" }))).toEqual({ kind: "num_lock" });
  expect(keyCommand(press("Delete", { location: 3, code: "NumpadDecimal" }))).toEqual({ kind: "num_lock" });
  expect(keyCommand(press("End"))).toBeNull();
});

test.each(["F1", "F5", "F12", "a", "Tab", "Escape"])("leaves %s to the browser", (key) => {
  expect(keyCommand(press(key))).toBeNull();
});

test("opens the commands with Ctrl K or ⌘ K, leaves all else with Ctrl and Meta to the browser, and finds Alt+R by its place", () => {
  for (const held of [{ ctrlKey: true }, { metaKey: true }])
    expect(keyCommand(press("k", { ...held, code: "KeyK" }))).toEqual({ kind: "commands" });
  expect(keyCommand(press("r", { ctrlKey: true, code: "KeyR" }))).toBeNull();
  expect(keyCommand(press("5", { metaKey: true }))).toBeNull();
  expect(keyCommand(press("®", { altKey: true, code: "KeyR" }))).toEqual({ kind: "reference" });
});

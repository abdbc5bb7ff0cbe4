"use client";

import { useEffect, useEffectEvent } from "react";
import { type KeyCommand, keyCommand } from "./entry/key-command.ts";

type Handlers = { onCommand: (command: KeyCommand, at: number) => void; onPaste: (text: string) => void };

/** True where the keyboard belongs to something else: a field, or an open dialog. */
const isElsewhere = (target: EventTarget | null): boolean =>
  document.querySelector("dialog[open]") !== null ||
  (target instanceof Element && target.closest("input, textarea, [contenteditable]") !== null);

/** A focused button or link takes Enter for itself. */
const takesEnter = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("button, a, summary") !== null;

/** Keys and pasted texts that are meant for the amount, from anywhere on the page. */
export function useKeyboard({ onCommand, onPaste }: Handlers): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isElsewhere(event.target)) return;
    const command = keyCommand(event);
    if (command === null || (command.kind === "charge" && takesEnter(event.target))) return;
    // The choice of currency keeps the keys that open it; digits are for the amount from there as well.
    if (command.kind !== "entry" && event.target instanceof HTMLSelectElement) return;
    event.preventDefault();
    if (event.repeat && command.kind !== "entry") return;
    // Who types an amount charges it with Enter: a key of the card that had the focus may not take it.
    if (command.kind === "entry" && event.target instanceof HTMLElement) event.target.blur();
    onCommand(command, event.timeStamp);
  });
  const pasted = useEffectEvent((event: ClipboardEvent) => {
    if (isElsewhere(event.target)) return;
    event.preventDefault();
    onPaste(event.clipboardData?.getData("text/plain") ?? "");
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => pressed(event);
    const onClip = (event: ClipboardEvent) => pasted(event);
    addEventListener("keydown", onKey);
    addEventListener("paste", onClip);
    return () => {
      removeEventListener("keydown", onKey);
      removeEventListener("paste", onClip);
    };
  }, []);
}

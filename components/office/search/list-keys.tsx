"use client";

import { useEffect } from "react";

/** Rows that can be opened, as a table or as cards, whichever is shown. */
const ROWS = "[data-order] a";
const SEARCH = "main input[type=search]";
const EXPORT = "[data-export]";

/**
 * Up and down from row to row, `/` to the search, `e` to the export. Single characters ask whether this browser wants such keys
 * (WCAG 2.1.4); what is typed into a field is never one of them.
 */
export function ListKeys({ letters }: { letters: boolean }) {
  useEffect(() => {
    const find = (selector: string) => document.querySelector<HTMLElement>(selector);
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || find("dialog[open]") !== null) return;
      const wanted = isMove(event.key)
        ? nextRow(event.key)
        : letters && !isTyping()
          ? CHARACTERS[event.key]
          : undefined;
      if (wanted === undefined || wanted === null) return;
      event.preventDefault();
      if (typeof wanted !== "string") wanted.focus();
      else if (wanted === EXPORT) find(EXPORT)?.click();
      else find(wanted)?.focus();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [letters]);
  return null;
}

const CHARACTERS: Record<string, string | undefined> = { "/": SEARCH, e: EXPORT };

const isMove = (key: string): boolean => key === "ArrowDown" || key === "ArrowUp";

const isTyping = (): boolean => document.activeElement?.matches("input, select, textarea") ?? false;

/** From a row to the one beside it, from the search to the first one; elsewhere the keys scroll as ever. */
function nextRow(key: string): HTMLElement | null {
  const rows = [...document.querySelectorAll<HTMLElement>(ROWS)].filter((row) => row.checkVisibility());
  const at = rows.findIndex((row) => row === document.activeElement);
  if (at < 0)
    return key === "ArrowDown" && (document.activeElement?.matches(SEARCH) ?? false) ? (rows[0] ?? null) : null;
  return rows[key === "ArrowDown" ? at + 1 : at - 1] ?? null;
}

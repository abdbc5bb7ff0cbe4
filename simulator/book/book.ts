import type { Entry } from "./entries.ts";
import type { Journal } from "./journal.ts";
import { applyEntry, emptyState, type State } from "./state.ts";

/** The one place where facts are made: first written, then known, then told to those who wait. */
export type Book = {
  readonly state: () => State;
  /** Everything given in one call becomes a fact together. */
  readonly record: (entries: readonly Entry[]) => void;
  readonly onRecord: (listener: (entry: Entry) => void) => void;
  /** Forgets every code, trade, movement, notice and changed setting. */
  readonly reset: () => void;
  readonly close: () => void;
};

export function openBook(journal: Journal): Book {
  const listeners: ((entry: Entry) => void)[] = [];
  let state = emptyState();
  for (const entry of journal.read()) applyEntry(state, entry);
  return {
    state: () => state,
    record: (entries) => {
      if (entries.length === 0) return;
      journal.append(entries);
      for (const entry of entries) applyEntry(state, entry);
      for (const entry of entries) for (const listener of listeners) listener(entry);
    },
    onRecord: (listener) => {
      listeners.push(listener);
    },
    reset: () => {
      journal.clear();
      state = emptyState();
    },
    close: journal.close,
  };
}

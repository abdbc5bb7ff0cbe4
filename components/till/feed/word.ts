import type { OrderView, RegisterFacts, RegisterView } from "#lib/orders/view.ts";
import type { FeedAction } from "./feed.ts";

export const WORDS = ["snapshot", "order", "facts", "beat"] as const;

/** What came by the stream as its text, or that it broke. */
export type Word = { name: (typeof WORDS)[number]; data: string } | { name: "broken" };

/** `at`: when it was heard, of Date.now(). */
export function readWord(word: Word, at: number): FeedAction {
  switch (word.name) {
    case "snapshot": {
      const view: RegisterView = JSON.parse(word.data);
      return { type: "snapshot", view, at, fromStream: true };
    }
    case "order": {
      const { now, order }: { now: string; order: OrderView } = JSON.parse(word.data);
      return { type: "order", now, order, at };
    }
    case "facts": {
      const { now, facts }: { now: string; facts: RegisterFacts } = JSON.parse(word.data);
      return { type: "facts", now, facts, at };
    }
    case "beat": {
      const { now }: { now: string } = JSON.parse(word.data);
      return { type: "beat", now, at };
    }
    case "broken":
      return { type: "broken", at };
  }
}

import type { Facts, Subject, Verdict } from "./view.ts";

/** A text of the messages under `connection`, its slots filled. */
export type Say = (key: string, facts?: Facts) => string;

const MARKS = { ok: "✓", warn: "!", failed: "✗", unclear: "?" } as const;

/** Which account is tested. A report is passed on: nothing in it is a secret. */
export const headText = (
  { account, generation, practice }: Pick<Subject, "account" | "generation" | "practice">,
  say: Say,
): string => [account, generation, say(practice ? "kinds.practice" : "kinds.live")].join(" · ");

/** One verdict in two lines: what was checked, and what was found with what mends it. */
export function verdictText({ check, state, finding, facts, ms }: Verdict, say: Say): string {
  const { field } = facts;
  const sentence = say(`said.${finding}`, field === undefined ? facts : { ...facts, field: say(`fields.${field}`) });
  return `${MARKS[state]} ${say(`checks.${check}`)} · ${ms} ms\n  ${sentence}`;
}

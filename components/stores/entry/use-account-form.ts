"use client";

import { useRef, useState } from "react";
import type { CheckAccount, EntryProblem } from "#lib/stores/manage/commands.ts";
import type { AccountSummary } from "#lib/stores/manage/view.ts";
import { asSentence } from "../as-sentence.ts";
import { useSay } from "../connection/use-say.ts";
import { isTyped, sentOf, typedOf } from "./entries.ts";
import { formOf, type Typed, type TypedEntries } from "./fields.ts";
import { useReleased } from "./use-released.ts";

export type KnownAccount = {
  id: string;
  generation: AccountSummary["generation"];
  settings: Record<string, string | boolean | string[]>;
  marks: readonly { field: string; mark: string }[];
};

type Props = {
  storeId: string;
  generation: AccountSummary["generation"];
  practice: boolean;
  known: KnownAccount | null;
  checkAccount: CheckAccount;
  /** Something else was typed: what was tested before is not this. */
  onChange: () => void;
};

export type AccountForm = ReturnType<typeof useAccountForm>;

/** What is typed of an account, and what the server says of it: a field speaks once it was left. */
export function useAccountForm({ storeId, generation, practice, known, checkAccount, onChange }: Props) {
  const say = useSay();
  const stored = known?.marks ?? [];
  const [typed, setTyped] = useState<TypedEntries>(() =>
    typedOf(
      generation,
      known?.settings ?? {},
      stored.map(({ field }) => field),
    ),
  );
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [dropped, setDropped] = useState<readonly string[]>([]);
  const [found, setFound] = useState<{
    problems: readonly EntryProblem[];
    marks: readonly { field: string; mark: string }[];
  }>({
    problems: [],
    marks: [],
  });
  const latest = useRef(typed);
  const released = useReleased();
  const turn = useRef(0);
  const fields = formOf(generation, typed, practice);
  const names = [...fields.main, ...fields.further].map(({ name }) => name);

  const sentWith = (entries: TypedEntries, without = dropped) => ({
    ...{ storeId, accountId: known?.id ?? null, generation },
    ...sentOf({ generation, practice, typed: entries, marks: stored.map(({ field }) => field), dropped: without }),
  });

  /** Asks the server, which knows keys, what is wrong; a later question makes an earlier answer void. */
  async function check(entries: TypedEntries, without = dropped, name?: string): Promise<void> {
    turn.current += 1;
    const mine = turn.current;
    const answer = await checkAccount(sentWith(entries, without)).catch(() => null);
    await released();
    if (answer?.kind === "signed_out") return location.assign("/login");
    if (name !== undefined) setLeft((before) => new Set([...before, name]));
    if (answer?.kind !== "checked" || turn.current !== mine) return;
    // What was typed meanwhile, the answer does not know.
    const holds = ({ field }: { field: string }) => latest.current[field] === entries[field];
    setFound({ problems: answer.problems.filter(holds), marks: answer.marks.filter(holds) });
  }

  function set(name: string, value: Typed) {
    const next = { ...latest.current, [name]: value };
    latest.current = next;
    setTyped(next);
    onChange();
    // What stood wrong is not said of something else; files and choices are complete at once.
    setFound(({ problems, marks }) => ({
      problems: problems.filter(({ field }) => field !== name),
      marks: marks.filter(({ field }) => field !== name),
    }));
    if (typeof value === "object" || left.has(name)) check(next);
  }

  const problemOf = (name: string) => found.problems.find(({ field }) => field === name);
  const storedMark = (name: string) => stored.find(({ field }) => field === name)?.mark ?? null;

  return {
    typed,
    fields,
    set,
    leave(name: string) {
      check(latest.current, dropped, name);
    },
    errorOf(name: string): string | null {
      const problem = left.has(name) ? problemOf(name) : undefined;
      if (problem === undefined) return null;
      return asSentence(say(`said.${problem.finding}`, { ...problem.facts, field: say(`fields.${name}`) }));
    },
    markOf: (name: string) =>
      isTyped(typed[name]) ? (found.marks.find(({ field }) => field === name)?.mark ?? null) : null,
    storedMark: (name: string) => (dropped.includes(name) ? null : storedMark(name)),
    isDropped: (name: string) => dropped.includes(name),
    drop(name: string) {
      const next = dropped.includes(name) ? dropped.filter((one) => one !== name) : [...dropped, name];
      setDropped(next);
      onChange();
      check(typed, next);
    },
    /** Shows everything that is wrong, wherever somebody has been. */
    showAll(problems: readonly EntryProblem[]) {
      setLeft(new Set(names));
      setFound((before) => ({ ...before, problems }));
    },
    sent: () => sentWith(typed),
    /** What is wrong with no entry that is shown. */
    others: found.problems.filter(({ field }) => left.size > 0 && !names.includes(field) && field !== "formerKeyUntil"),
  };
}

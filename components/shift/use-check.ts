"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { CheckShiftInput, CheckShiftResult } from "#lib/shifts/commands.ts";
import { type CheckItem, MOST_ASKED } from "#lib/shifts/view.ts";

/** How often the list is read again while something in it is not certain. */
const AGAIN_MS = 5000;

export type Check = {
  items: CheckItem[];
  asked: number;
  total: number;
  state: "running" | "over" | "no_answer";
};

type Props = {
  shiftId: string;
  unclear: readonly CheckItem[];
  checkShift: (input: CheckShiftInput) => Promise<CheckShiftResult>;
  /** News came: the sums are not what they were. */
  onNews: () => void;
  onSignedOut: () => void;
};

/**
 * The truth check: asks about a few items after the other, so that a gateway that hangs holds up nobody for long, and then
 * keeps reading until nothing is unclear.
 */
export function useCheck({ shiftId, unclear, checkShift, onNews, onSignedOut }: Props) {
  const first = [...unclear];
  const [check, setCheck] = useState<Check>({ items: first, asked: 0, total: first.length, state: "running" });
  /** Grows with every check: what an older one still brings is dropped. */
  const turn = useRef(0);

  async function read(ask: CheckItem[], known: readonly CheckItem[]): Promise<CheckItem[] | null> {
    try {
      const ids = (items: readonly CheckItem[]) => items.map(({ id }) => id);
      const result = await checkShift({ shiftId, ask: ids(ask), of: ids(known) });
      if (result.kind === "signed_out") onSignedOut();
      return result.kind === "checked" ? result.items : null;
    } catch {
      return null;
    }
  }

  async function start(from: readonly CheckItem[]): Promise<void> {
    turn.current += 1;
    const mine = turn.current;
    let items = [...from];
    const queue = from.filter((item) => item.unclear);
    const total = queue.length;
    setCheck({ items, asked: 0, total, state: total === 0 ? "over" : "running" });
    for (let asked = 0; asked < total; ) {
      const ask = queue.slice(asked, asked + MOST_ASKED);
      const found = await read(ask, items);
      if (turn.current !== mine) return;
      if (found === null) return setCheck({ items, asked, total, state: "no_answer" });
      asked += ask.length;
      items = found;
      setCheck({ items, asked, total, state: asked === total ? "over" : "running" });
    }
    if (total > 0) onNews();
  }

  const begin = useEffectEvent(() => void start(first));
  useEffect(() => {
    begin();
    return () => {
      turn.current += 1;
    };
  }, []);

  const again = useEffectEvent(async () => {
    const mine = turn.current;
    const found = await read([], check.items);
    if (found === null || turn.current !== mine) return;
    const news = statesOf(found) !== statesOf(check.items);
    setCheck((before) => ({ ...before, items: found }));
    if (news) onNews();
  });
  const waits = check.state === "over" && check.items.some((item) => item.unclear);
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => void again(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [waits]);

  return {
    ...check,
    start: () => void start(check.items),
    /** What the server said when it was asked to close. */
    take: (items: CheckItem[]) => setCheck((before) => ({ ...before, items, state: "over" })),
  };
}

const statesOf = (items: readonly CheckItem[]): string => items.map(({ id, state }) => `${id} ${state}`).join();

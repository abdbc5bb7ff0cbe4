"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useAsk } from "#components/login/use-ask.ts";
import { Button } from "#components/ui/button.tsx";
import { Later, part } from "#components/ui/later.tsx";
import { Note } from "#components/ui/note.tsx";
import type { TakeBackInput } from "#lib/exceptions/commands.ts";
import { type ExceptionView, TAKE_BACK_SECONDS } from "#lib/exceptions/view.ts";
import { ExceptionCard } from "./exception-card.tsx";
import type { AskedStep } from "./step-dialog.tsx";
import { AT_ONCE, failureOf, type InboxActions, type StepFailure, undoOf, type WorkStep, work } from "./steps.ts";
import { tellSettled, useInbox } from "./use-inbox.ts";

const DIALOG = part(async () => (await import("./step-dialog.tsx")).StepDialog);

type Props = {
  rows: readonly ExceptionView[];
  /** The mark of the inbox just before the rows were read. */
  seen: string | null;
  /** The server's clock when the rows were read. */
  now: string;
  withStore: boolean;
  /** The store to which the page is narrowed. */
  storeId: string | null;
  actions: InboxActions;
};

type Asked = { row: ExceptionView; step: AskedStep; clientKey: string };
/** What came of a step; `undo`: as long as it is offered to take it back. */
type Told = { step: WorkStep | "take_back"; failure: StepFailure | null; undo: TakeBackInput | null };

/** The cards; they come and go by themselves with what happens elsewhere. */
export function Inbox({ rows, seen, now, withStore, storeId, actions }: Props) {
  const t = useTranslations("exceptions");
  const router = useRouter();
  const mark = useInbox(storeId)?.mark ?? null;
  const [asked, setAsked] = useState<Asked | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const { ask, busy, network, dialog } = useAsk();

  useEffect(() => {
    if (mark !== null && mark !== seen) router.refresh();
  }, [mark, seen, router]);

  useEffect(() => {
    if (told === null || told.undo === null) return;
    const over = setTimeout(() => setTold({ ...told, undo: null }), TAKE_BACK_SECONDS * 1000);
    return () => clearTimeout(over);
  }, [told]);

  function end(now: Told) {
    setTold(now);
    router.refresh();
    tellSettled();
  }

  async function takeBack(undo: TakeBackInput) {
    const answer = await ask(() => actions.takeBack(undo));
    if (answer !== null) end({ step: "take_back", failure: failureOf(answer), undo: null });
  }

  async function begin(row: ExceptionView, step: WorkStep) {
    setTold(null);
    const clientKey = crypto.randomUUID();
    if (!AT_ONCE.has(step)) return setAsked({ row, step: step as AskedStep, clientKey });
    const answer = await ask(() => work(actions, row, { step, reason: "", clientKey }));
    if (answer !== null) end({ step, failure: failureOf(answer), undo: null });
  }

  return (
    <>
      <div role="status" className="mb-4 empty:hidden">
        {told !== null && (
          <div
            className={`${told.failure === null ? "tone-paid" : "tone-warn"} ${told.undo === null ? "" : "*:items-center"}`}
          >
            <Note icon={told.failure === null ? "paid" : "info"}>
              <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
                <p>{told.failure === null ? t(`done.${told.step}`) : t(`failed.${told.failure}`)}</p>
                {told.undo !== null && (
                  <Button aria-disabled={busy} data-undo onClick={() => !busy && told.undo && takeBack(told.undo)}>
                    {t("undo")}
                  </Button>
                )}
              </div>
            </Note>
          </div>
        )}
        {network && (
          <div className="tone-warn">
            <Note icon="offline">{t("failed.network")}</Note>
          </div>
        )}
      </div>
      <ul className="grid gap-3">
        {rows.map((row, at) => (
          <ExceptionCard
            key={`${row.kind} ${row.id}`}
            {...{ row, now, withStore, busy }}
            isFirst={at === 0}
            onStep={(step) => begin(row, step)}
          />
        ))}
      </ul>
      {asked !== null && (
        <Later
          of={DIALOG}
          props={{
            ...asked,
            actions,
            onDone: () => {
              setAsked(null);
              end({ step: asked.step, failure: null, undo: undoOf(asked.row, asked.step) });
            },
            onClose: () => setAsked(null),
          }}
        />
      )}
      {dialog}
    </>
  );
}

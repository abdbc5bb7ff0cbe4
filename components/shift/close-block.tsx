"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Note } from "#components/ui/note.tsx";
import type { CloseShiftResult, TakeOverResult } from "#lib/shifts/commands.ts";
import type { CheckItem, ShiftView } from "#lib/shifts/view.ts";
import { Block } from "./block.tsx";
import { CloseDialog } from "./close-dialog.tsx";
import { reportMoney } from "./money.ts";
import type { ShiftActions } from "./open-shift.tsx";
import type { Check } from "./use-check.ts";

type Props = {
  view: Extract<ShiftView, { kind: "open" }>;
  check: Check;
  notes: ReadonlyMap<string, string>;
  actions: Pick<ShiftActions, "closeShift" | "takeOver">;
  onPressed: () => void;
  onUnclear: (items: CheckItem[]) => void;
};

type Problem = "no_answer" | "not_allowed" | "needs_manager" | "unclear" | "too_long" | "bad_characters";

/** The note for whoever comes next, the hand-over, and the end of the shift. */
export function CloseBlock({ view, check, notes, actions, onPressed, onUnclear }: Props) {
  const t = useTranslations("shift.close");
  const router = useRouter();
  const [note, setNote] = useState("");
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState<"closing" | "taking" | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { shiftId, report } = view;
  const unclear = check.items.filter((item) => item.unclear);
  const locked = unclear.length > 0 && !view.mayCloseUnclear;
  const noteProblem = problem === "too_long" || problem === "bad_characters" ? problem : null;

  function wantClose() {
    setProblem(null);
    onPressed();
    if (unclear.every(({ id }) => (notes.get(id) ?? "").trim() !== "")) setAsking(true);
  }

  /** True when the server took it; everything else is said here, and may be tried again. */
  function hear(result: CloseShiftResult | TakeOverResult): boolean {
    if (result.kind === "signed_out") window.location.assign("/login");
    if (result.kind === "note_refused") setProblem(result.problem);
    if (result.kind === "not_allowed" || result.kind === "needs_manager" || result.kind === "unclear")
      setProblem(result.kind);
    if (result.kind === "unclear") onUnclear(result.items);
    return !["signed_out", "note_refused", "not_allowed", "needs_manager", "unclear"].includes(result.kind);
  }

  async function send(
    what: "closing" | "taking",
    work: () => Promise<CloseShiftResult | TakeOverResult>,
    next: () => void,
  ) {
    setBusy(what);
    setProblem(null);
    try {
      if (hear(await work())) next();
    } catch {
      setProblem("no_answer");
    }
    setBusy(null);
    setAsking(false);
  }

  const close = () => {
    const left = unclear.map(({ id }) => ({ id, note: notes.get(id) ?? "" }));
    // Closed by somebody else in the meantime: its report is the one that counts.
    return send(
      "closing",
      () => actions.closeShift({ shiftId, note, left }),
      () => router.push(`/shift/${shiftId}`),
    );
  };
  const takeOver = () =>
    send(
      "taking",
      () => actions.takeOver({ shiftId, note }),
      () => {
        setNote("");
        router.refresh();
      },
    );

  const closeWords = () => {
    if (check.state === "running") return t("asking");
    return locked ? t("managerOnly") : t("close");
  };
  return (
    <Block id="shift-close" title={t("title")}>
      <div className="grid gap-4">
        <Field
          label={t("note")}
          help={t("noteHelp")}
          value={note}
          onChange={({ target }) => setNote(target.value)}
          error={noteProblem === null ? null : t(`problems.${noteProblem}`)}
        />
        {problem !== null && noteProblem === null && (
          <div role="alert" className={problem === "no_answer" ? "tone-warn" : "tone-fail"}>
            <Note icon={problem === "no_answer" ? "offline" : "octagon"}>{t(`problems.${problem}`)}</Note>
          </div>
        )}
        <p className="text-muted text-table">
          {view.isMine ? t("handOver") : t("takeOverHelp", { name: report.heldBy })}
        </p>
        <div className="flex flex-wrap gap-2">
          {!view.isMine && (
            <Button className="min-h-13 flex-1" disabled={busy !== null} onClick={takeOver}>
              {t("takeOver")}
            </Button>
          )}
          <Button
            look="primary"
            className="min-h-13 flex-2"
            disabled={busy !== null || check.state === "running" || locked}
            onClick={wantClose}
          >
            {closeWords()}
          </Button>
        </div>
      </div>
      {asking && (
        <CloseDialog
          report={report}
          money={reportMoney(report)}
          left={unclear.length}
          locked={busy !== null}
          onBack={() => setAsking(false)}
          onClose={close}
        />
      )}
    </Block>
  );
}

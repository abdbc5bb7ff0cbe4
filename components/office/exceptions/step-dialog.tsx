"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAsk } from "#components/login/use-ask.ts";
import { namedAmount } from "#components/orders/named-amount.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Note } from "#components/ui/note.tsx";
import type { ExceptionView } from "#lib/exceptions/view.ts";
import { failureOf, type InboxActions, type StepFailure, WITH_REASON, type WorkStep, work } from "./steps.ts";

/** Steps that are asked about once more, before money or words are sent. */
export type AskedStep = Exclude<WorkStep, "ask" | "ask_refund">;

type Props = {
  row: ExceptionView;
  step: AskedStep;
  actions: InboxActions;
  clientKey: string;
  onDone: () => void;
  onClose: () => void;
};

/** What a step does, why it is done, and one key. */
export function StepDialog({ row, step, actions, clientKey, onDone, onClose }: Props) {
  const t = useTranslations("exceptions");
  const [reason, setReason] = useState("");
  const [failure, setFailure] = useState<StepFailure | "stale" | null>(null);
  const { ask, busy, network, dialog } = useAsk();
  const amount = row.back === null ? "" : namedAmount(row.back);
  const isOfReason = failure?.startsWith("reason_") ?? false;

  async function press() {
    if (busy) return;
    setFailure(null);
    if (WITH_REASON.has(step) && reason.trim() === "") return setFailure("reason_empty");
    const answer = await ask(() => work(actions, row, { step, reason, clientKey }));
    if (answer === null) return setFailure("stale");
    const failed = failureOf(answer);
    if (failed === null) onDone();
    else setFailure(failed);
  }

  return (
    <>
      <Dialog
        title={t(`ask.${step}`, { amount })}
        onClose={busy ? () => {} : onClose}
        fills="phone"
        foot={
          <>
            <Button className="min-h-13 flex-1" onClick={onClose}>
              {t("back")}
            </Button>
            <Button
              look={step === "give_back" || step === "cancel" ? "danger" : "primary"}
              className="min-h-13 flex-2"
              aria-disabled={busy}
              onClick={press}
            >
              {busy ? t("busy") : t(`ask.${step}`, { amount })}
            </Button>
          </>
        }
      >
        <p>{t(`effect.${step}`, { amount })}</p>
        {step === "give_back" || step === "settle" || step === "dismiss" || step === "keep_payment" ? (
          <Field
            label={t(`reasonFor.${step}`)}
            value={reason}
            maxLength={200}
            error={isOfReason && failure !== null ? t(`failed.${failure}`) : null}
            onChange={(event) => {
              setFailure(null);
              setReason(event.target.value);
            }}
          />
        ) : null}
        {(network || (failure !== null && !isOfReason)) && (
          <div role="alert" className="tone-fail">
            <Note icon="octagon">{t(`failed.${network ? "network" : (failure ?? "network")}`)}</Note>
          </div>
        )}
      </Dialog>
      {dialog}
    </>
  );
}

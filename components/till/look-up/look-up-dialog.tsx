"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import type { TillActions } from "#components/till/setting.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { LookUpAnswerCard } from "./look-up-answer.tsx";
import { useLookUp } from "./use-look-up.ts";

type Props = {
  /** Scanned before, or nothing. */
  number: string;
  registerId: string;
  lookUp: TillActions["lookUp"];
  /** Orders that the till can show. */
  known: ReadonlySet<string>;
  onOpen: (orderId: string) => void;
  onClose: () => void;
};

/** Whose payment is this? The number from a customer's bill, typed or scanned, and what Alipay says of it (P15). */
export function LookUpDialog({ number: first, registerId, lookUp, known, onOpen, onClose }: Props) {
  const t = useTranslations("till.lookUp");
  const form = useId();
  const [number, setNumber] = useState(first);
  const { answer, asking, ask, forget } = useLookUp(lookUp, registerId);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (number.trim() !== "") void ask(number.trim());
  }

  return (
    <Dialog
      fills="phone"
      title={t("title")}
      onClose={onClose}
      foot={
        <>
          <Button className="min-h-13 flex-1" onClick={onClose}>
            {t("close")}
          </Button>
          <Button
            type="submit"
            form={form}
            look="primary"
            className="min-h-13 flex-2"
            disabled={asking || number.trim() === ""}
          >
            {t(asking ? "asking" : "ask")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-2">
        <Field
          data-first
          label={t("number")}
          name="number"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={number}
          onChange={(event) => {
            setNumber(event.target.value);
            forget();
          }}
          error={answer?.kind === "number_refused" ? t("numberRefused") : null}
          help={t("help")}
        />
      </form>
      <div role="status">{answer !== null && <LookUpAnswerCard answer={answer} known={known} onOpen={onOpen} />}</div>
    </Dialog>
  );
}

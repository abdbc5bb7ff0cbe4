"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import type { DisplayActions } from "#lib/displays/commands.ts";
import { DisplayList } from "./display-list.tsx";
import { useDisplays } from "./use-displays.ts";

type Props = { registerId: string; actions: DisplayActions; wish: string; onClose: () => void };

const DIGITS = 6;
const FAILURES = {
  failed: "failed",
  not_found: "notAllowed",
  signed_out: "signedOut",
  wrong_code: "wrong",
  too_many: "tooMany",
} as const;

/** Pairs a display by its digits, and lists those of the store. */
export function DisplaysDialog({ registerId, actions, wish, onClose }: Props) {
  const t = useTranslations("display.dialog");
  const { list, failure, busy, pair, assign, revoke } = useDisplays(registerId, actions);
  const [code, setCode] = useState(wish);
  const [typedName, setTypedName] = useState<string | null>(null);
  const [isShort, setShort] = useState(false);
  const name = typedName ?? t("defaultName", { number: (list?.displays.length ?? 0) + 1 });
  const problem = failure === null ? null : t(FAILURES[failure]);
  const isOfDigits = failure === "wrong_code" || failure === "too_many";

  async function submit(event: FormEvent) {
    event.preventDefault();
    setShort(code.length !== DIGITS);
    if (code.length !== DIGITS || busy) return;
    if (!(await pair(code, name))) return;
    setCode("");
    setTypedName(null);
  }

  return (
    <Dialog fills="phone" title={t("title")} closeLabel={t("close")} onClose={onClose}>
      <p className="text-muted text-table">{t("intro", { address: `${location.origin}/display` })}</p>
      <form onSubmit={submit} className="grid gap-4">
        <Field
          label={t("digits")}
          data-first
          value={code}
          inputMode="numeric"
          autoComplete="off"
          required
          error={isShort ? t("sixDigits") : isOfDigits ? problem : null}
          onChange={({ target }) => setCode(target.value.replace(/\D/g, "").slice(0, DIGITS))}
        />
        <Field
          label={t("name")}
          value={name}
          maxLength={40}
          required
          onChange={({ target }) => setTypedName(target.value)}
        />
        <Button type="submit" look="primary" disabled={busy} className="min-h-13">
          {t("pair")}
        </Button>
      </form>
      <section className="grid gap-2">
        <h3 className="font-semibold text-table">{t("list")}</h3>
        {problem !== null && !isOfDigits && (
          <p role="alert" className="font-semibold text-fail text-table">
            {problem}
          </p>
        )}
        {list !== null && <DisplayList {...list} registerId={registerId} busy={busy} assign={assign} revoke={revoke} />}
      </section>
    </Dialog>
  );
}

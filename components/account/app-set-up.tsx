"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { CodeForm } from "#components/login/code-form.tsx";
import { Drawing } from "#components/till/code/drawing.tsx";
import { Button } from "#components/ui/button.tsx";
import type { AccountActions } from "#lib/account/commands.ts";

type Props = {
  secret: string;
  /** What the app reads out of the QR code. */
  address: string;
  confirm: AccountActions["confirmSecondStep"];
  onDone: (codes: string[]) => void;
  onBack: () => void;
};

/** CSS pixels of the tile: what a phone of 320 pixels has beside its margins. */
const ROOM = 288;

/** The secret as a QR code and as text, and the first code as the proof that the app has it. */
export function AppSetUp({ secret, address, confirm, onDone, onBack }: Props) {
  const t = useTranslations("account.step");
  const [{ busy, error, times }, setState] = useState({ busy: false, error: null as string | null, times: 0 });

  async function send(code: string) {
    setState({ busy: true, error: null, times });
    const answer = await confirm({ code }).catch(() => ({ kind: "network" as const }));
    if (answer.kind === "confirmed") return onDone(answer.codes);
    if (answer.kind === "signed_out") return location.assign("/login?callbackUrl=/account");
    const told = answer.kind === "locked" ? t("locked", { seconds: answer.seconds }) : t(`refused.${answer.kind}`);
    setState({ busy: false, error: told, times: times + 1 });
  }

  return (
    <>
      <p>{t("scan")}</p>
      <div className="justify-self-center">
        <Drawing texts={[address]} label={t("qr")} room={ROOM} wanted={4} instead={() => null} />
      </div>
      <div className="grid gap-1">
        <p className="text-table">{t("secret")}</p>
        <p className="select-all text-body tracking-[0.04em] [overflow-wrap:anywhere]" data-secret={secret}>
          {(secret.match(/.{4}/g) ?? []).join(" ")}
        </p>
      </div>
      <CodeForm send={send} busy={busy} error={error} times={times} />
      <Button look="plain" onClick={onBack}>
        {t("later")}
      </Button>
    </>
  );
}

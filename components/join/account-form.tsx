"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Note } from "#components/ui/note.tsx";
import type { LinkActions } from "#lib/staff/commands.ts";

type Props = { token: string; joinAsUser: LinkActions["joinAsUser"]; name: string; store: string };

/** Somebody who has an account joins with it, or makes room for somebody else. */
export function AccountForm({ token, joinAsUser, name, store }: Props) {
  const t = useTranslations("join");
  const [state, setState] = useState<"idle" | "busy" | "network" | "member" | "void">("idle");

  async function submit() {
    if (state === "busy") return;
    setState("busy");
    const { kind } = await joinAsUser({ token }).catch(() => ({ kind: "network" as const }));
    if (kind === "joined") return location.assign("/");
    if (kind === "signed_out") return location.reload();
    setState(kind === "network" || kind === "member" ? kind : "void");
  }

  return (
    <div className="grid gap-5">
      {(state === "network" || state === "member" || state === "void") && (
        <div role="alert" className="tone-warn">
          <Note icon="info">{t(state === "void" ? "void.withdrawn" : state, { store })}</Note>
        </div>
      )}
      <p>{t("asUser", { name })}</p>
      <Button look="primary" className="min-h-13" aria-disabled={state === "busy"} onClick={submit}>
        {state === "busy" ? t("busy") : t("joinAs", { name })}
      </Button>
      <a href="/sign-out" className={buttonClass("plain", "min-h-13")}>
        {t("notMe")}
      </a>
    </div>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { faultOf, type PersonFault, PersonFields, type TypedPerson } from "#components/join/person-fields.tsx";
import { SaveNote } from "#components/stores/save-note.tsx";
import { useSave } from "#components/stores/use-save.ts";
import { Button } from "#components/ui/button.tsx";
import { Note } from "#components/ui/note.tsx";
import type { Claim, ClaimResult } from "#lib/setup/commands.ts";

/** Name, user name and password in place of those that the first start made. */
export function OwnerForm({ claimOwner }: { claimOwner: Claim }) {
  const t = useTranslations("setup");
  const tj = useTranslations("join");
  const [typed, setTyped] = useState<TypedPerson>({ name: "", login: "", password: "" });
  const [own, setOwn] = useState<PersonFault | null>(null);
  const { state, save, busy, forget, dialog } = useSave<ClaimResult | { kind: "signed_out" }>();
  const said = state.kind === "taken" || state.kind === "password_refused" ? state : null;

  async function submit(event: FormEvent) {
    event.preventDefault();
    const fault = faultOf(typed);
    setOwn(fault);
    if (fault !== null) return;
    const [name, login] = [typed.name.trim(), typed.login.trim()];
    const answer = await save(() => claimOwner({ name, login, password: typed.password }));
    if (answer?.kind === "claimed") location.assign("/setup");
  }

  return (
    <>
      <form method="post" onSubmit={submit} noValidate className="grid max-w-140 gap-5 px-5 py-5">
        <PersonFields
          typed={typed}
          set={(part) => {
            forget();
            setOwn(null);
            setTyped({ ...typed, ...part });
          }}
          fault={own ?? said}
        />
        <SaveNote kind={state.kind} />
        {state.kind === "crowded" && (
          <div role="alert" className="tone-warn">
            <Note icon="info">{tj("crowded")}</Note>
          </div>
        )}
        <Button type="submit" look="primary" className="min-h-13 justify-self-start px-8!" aria-disabled={busy}>
          {t(busy ? "saving" : "owner.submit")}
        </Button>
      </form>
      {dialog}
    </>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useFresh } from "#components/login/use-fresh.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Note } from "#components/ui/note.tsx";
import type { AddTill } from "#lib/devices/commands.ts";
import { SelectField } from "../select-field.tsx";

type Props = {
  registers: readonly { id: string; text: string }[];
  /** What this browser is already. */
  now: { name: string; registerId: string | null } | null;
  addTill: AddTill;
};

/** Makes this browser a till of one register. */
export function DeviceForm({ registers, now, addTill }: Props) {
  const t = useTranslations("devices");
  const [name, setName] = useState(now?.name ?? "");
  const [registerId, setRegisterId] = useState(now?.registerId ?? registers[0]?.id ?? "");
  const { freshly, dialog } = useFresh();
  const [state, setState] = useState<"idle" | "busy" | "missing" | "refused" | "network">("idle");

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (state === "busy") return;
    if (name.trim() === "") return setState("missing");
    setState("busy");
    const ask = () => addTill({ registerId, name: name.trim() });
    const { kind } = (await freshly(ask).catch(() => ({ kind: "network" as const }))) ?? { kind: "idle" as const };
    if (kind === "added") return location.assign("/");
    if (kind === "signed_out") return location.assign("/login?callbackUrl=/device");
    setState(kind === "not_found" ? "refused" : kind);
  }

  return (
    <>
      <form method="post" onSubmit={submit} noValidate className="grid gap-5">
        {(state === "refused" || state === "network") && (
          <div role="alert" className="tone-warn">
            <Note icon="info">{t(state)}</Note>
          </div>
        )}
        <Field
          label={t("name")}
          name="name"
          autoComplete="off"
          maxLength={40}
          value={name}
          help={t("nameHelp")}
          onChange={(event) => setName(event.target.value)}
          error={state === "missing" ? t("missing") : null}
        />
        <SelectField
          label={t("place")}
          value={registerId}
          options={registers.map(({ id, text }) => ({ value: id, text }))}
          onChange={setRegisterId}
        />
        <Button type="submit" look="primary" className="min-h-13" aria-disabled={state === "busy"}>
          {state === "busy" ? t("busy") : t(now === null ? "submit" : "again")}
        </Button>
      </form>
      {dialog}
    </>
  );
}

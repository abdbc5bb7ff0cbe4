"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Icon } from "#components/ui/icon.tsx";
import type { NameRegister, NameRegisterResult } from "#lib/stores/manage/commands.ts";
import { SaveNote } from "./save-note.tsx";
import { useSave } from "./use-save.ts";

type Register = { id: string | null; name: string };
type Props = {
  storeId: string;
  registers: readonly { id: string; name: string }[];
  /** Null for those who may read only. */
  nameRegister: NameRegister | null;
};

/** The tills of a store. */
export function RegisterList({ storeId, registers, nameRegister }: Props) {
  const t = useTranslations("stores");
  const [named, setNamed] = useState<Register | null>(null);
  return (
    <>
      <ul>
        {registers.map((register) => (
          <li key={register.id} className="flex min-h-13 items-center gap-3 border-line border-b px-5 last:border-0">
            <Icon name="till" className="size-5 text-muted" />
            <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{register.name}</span>
            {nameRegister !== null && (
              <Button
                look="plain"
                className="-mr-4"
                aria-label={t("renameName", { name: register.name })}
                onClick={() => setNamed(register)}
              >
                {t("rename")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {nameRegister !== null && (
        <div className="border-line border-t px-5 py-3">
          <Button onClick={() => setNamed({ id: null, name: "" })}>
            <Icon name="plus" />
            {t("addTill")}
          </Button>
        </div>
      )}
      {named !== null && nameRegister !== null && (
        <NameDialog {...{ storeId, register: named, nameRegister }} onClose={() => setNamed(null)} />
      )}
    </>
  );
}

type DialogProps = { storeId: string; register: Register; nameRegister: NameRegister; onClose: () => void };

function NameDialog({ storeId, register, nameRegister, onClose }: DialogProps) {
  const t = useTranslations("stores");
  const router = useRouter();
  const [name, setName] = useState(register.name);
  const { state, save, busy, dialog } = useSave<NameRegisterResult | { kind: "signed_out" }>();
  const form = "name-register";

  async function submit(event: FormEvent) {
    event.preventDefault();
    const answer = await save(() => nameRegister({ storeId, registerId: register.id, name }));
    if (answer?.kind !== "saved") return;
    router.refresh();
    onClose();
  }

  return (
    <Dialog
      title={register.id === null ? t("addTill") : t("renameName", { name: register.name })}
      fills="phone"
      onClose={onClose}
      foot={
        <>
          <Button className="min-h-13 flex-1" onClick={onClose}>
            {t("back")}
          </Button>
          <Button type="submit" form={form} look="primary" className="min-h-13 flex-2" aria-disabled={busy}>
            {t(busy ? "saving" : "save")}
          </Button>
        </>
      }
    >
      <form id={form} method="post" onSubmit={submit} noValidate className="grid gap-4">
        {state.kind !== "misfit" && <SaveNote kind={state.kind} />}
        <Field
          label={t("fields.register")}
          name="name"
          autoComplete="off"
          data-first
          value={name}
          help={t("help.register")}
          onChange={(event) => setName(event.target.value)}
          error={state.kind === "misfit" ? t("wrong.name") : null}
        />
      </form>
      {dialog}
    </Dialog>
  );
}

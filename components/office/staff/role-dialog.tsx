"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useRef, useState } from "react";
import { useAsk } from "#components/login/use-ask.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Note } from "#components/ui/note.tsx";
import { COPY_RIGHTS, type CopyRight, type Role } from "#lib/auth/roles.ts";
import type { SaveRole } from "#lib/staff/commands.ts";

/** A copy as it is, or is to become. */
export type RoleDraft = {
  roleId: string | null;
  merchantId: string;
  base: Role;
  name: string;
  rights: readonly CopyRight[];
};

type Props = { draft: RoleDraft; mine: readonly CopyRight[]; saveRole: SaveRole; onClose: () => void };

/** The name of a copy, and what it may. A right that is not the own one is neither given nor taken. */
export function RoleDialog({ draft, mine, saveRole, onClose }: Props) {
  const t = useTranslations("roles");
  const router = useRouter();
  const form = useId();
  const [name, setName] = useState(draft.name);
  const [rights, setRights] = useState(draft.rights);
  const [problem, setProblem] = useState<"missing" | "taken" | "refused" | null>(null);
  const { ask, busy, network, dialog } = useAsk();
  const input = useRef<HTMLInputElement>(null);
  const has = (right: CopyRight) => rights.includes(right);

  /** The name may be out of sight, above the list. */
  function askForName(why: "missing" | "taken") {
    setProblem(why);
    input.current?.focus();
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === "") return askForName("missing");
    const { roleId, merchantId, base } = draft;
    const answer = await ask(() => saveRole({ roleId, merchantId, base, name: name.trim(), rights: [...rights] }));
    if (answer === null) return;
    if (answer.kind === "taken") return askForName("taken");
    if (answer.kind !== "saved") return setProblem("refused");
    router.refresh();
    onClose();
  }

  return (
    <Dialog
      title={t(draft.roleId === null ? "copyOf" : "edit", {
        name: draft.roleId === null ? t(`names.${draft.base}`) : draft.name,
      })}
      onClose={onClose}
      closeLabel={t("close")}
      fills="phone"
      foot={
        <Button type="submit" form={form} look="primary" className="min-h-13 flex-1" aria-disabled={busy}>
          {busy ? t("busy") : t("save")}
        </Button>
      }
    >
      <form id={form} method="post" noValidate onSubmit={submit} className="grid gap-5">
        {(network || problem === "refused") && (
          <div role="alert" className="tone-warn">
            <Note icon="info">{t(network ? "network" : "refused")}</Note>
          </div>
        )}
        <Field
          ref={input}
          label={t("name")}
          data-first
          autoComplete="off"
          maxLength={40}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={problem === "missing" || problem === "taken" ? t(problem) : null}
        />
        <fieldset>
          <legend className="mb-1 font-semibold text-table">{t("may")}</legend>
          {COPY_RIGHTS.map((right) => (
            <label key={right} className="flex min-h-12 items-center gap-3 border-line border-b py-2 text-table">
              <input
                type="checkbox"
                checked={has(right)}
                disabled={!mine.includes(right)}
                onChange={() => setRights(has(right) ? rights.filter((one) => one !== right) : [...rights, right])}
                className="size-6 flex-none accent-accent-fill"
              />
              {t(`rights.${right}`)}
            </label>
          ))}
        </fieldset>
      </form>
      {dialog}
    </Dialog>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { RIGHTS, type Right, ROLES } from "#lib/auth/roles.ts";
import type { SaveRole } from "#lib/staff/commands.ts";
import type { RolesPage } from "#lib/staff/view.ts";
import { RoleDialog, type RoleDraft } from "./role-dialog.tsx";

/** The five roles, which stay as they are, and the copies that a merchant has made of them. */
export function RoleBoard({ page: { roles, merchants }, saveRole }: { page: RolesPage; saveRole: SaveRole }) {
  const t = useTranslations("roles");
  const [draft, setDraft] = useState<RoleDraft | null>(null);
  const rightsText = (rights: readonly Right[]) =>
    RIGHTS.owner
      .filter((right) => rights.includes(right))
      .map((right) => t(`rights.${right}`))
      .join(t("and"));
  const list = "rounded-card border border-line bg-card";
  const row = "flex items-center gap-4 border-line border-b px-4 py-3 text-table last:border-b-0 tablet:px-5";
  return (
    <div className="grid gap-8">
      {merchants.map((merchant) => (
        <section key={merchant.id} aria-label={merchant.name}>
          {merchants.length > 1 && <h2 className="mb-3 font-semibold text-tape">{merchant.name}</h2>}
          <ul className={list}>
            {roles
              .filter(({ merchantId }) => merchantId === merchant.id)
              .map(({ id, merchantId, base, name, rights }) => (
                <li key={id} data-role={name} className={row}>
                  <div className="min-w-0 flex-1">
                    <p className="font-semibold [overflow-wrap:anywhere]">
                      {name}
                      <span className="font-normal text-muted"> · {t("copyOf", { name: t(`names.${base}`) })}</span>
                    </p>
                    <p className="text-muted text-small">{rightsText(rights) || t("nothing")}</p>
                  </div>
                  <Button
                    look="plain"
                    className="-mr-4"
                    aria-label={t("edit", { name })}
                    onClick={() => setDraft({ roleId: id, merchantId, base, name, rights })}
                  >
                    {t("change")}
                  </Button>
                </li>
              ))}
            {ROLES.map((role) => (
              <li key={role} data-role={role} className={row}>
                <div className="min-w-0 flex-1">
                  <p className="font-semibold">{t(`names.${role}`)}</p>
                  <p className="text-muted text-small">{rightsText(RIGHTS[role]) || t("nothing")}</p>
                </div>
                <Button
                  look="plain"
                  className="-mr-4"
                  aria-label={t("copyName", { name: t(`names.${role}`) })}
                  onClick={() =>
                    setDraft({
                      ...{ roleId: null, merchantId: merchant.id, base: role, name: "" },
                      rights: merchant.rights.filter((right) => RIGHTS[role].includes(right)),
                    })
                  }
                >
                  {t("copy")}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {draft !== null && (
        <RoleDialog
          draft={draft}
          mine={merchants.find(({ id }) => id === draft.merchantId)?.rights ?? []}
          saveRole={saveRole}
          onClose={() => setDraft(null)}
        />
      )}
    </div>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { SelectField } from "#components/lock/select-field.tsx";
import { useAsk } from "#components/login/use-ask.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Note } from "#components/ui/note.tsx";
import type { StaffActions } from "#lib/staff/commands.ts";
import type { StaffPage } from "#lib/staff/view.ts";
import { LinkCard } from "./link-card.tsx";
import { useRoleName } from "./use-role-name.ts";

type Props = { page: StaffPage; invite: StaffActions["invite"]; origin: string | null; onClose: () => void };

/** Store and role, then the link: whoever opens it joins by the own consent. */
export function InviteDialog({ page: { stores, roles }, invite, origin, onClose }: Props) {
  const t = useTranslations("staff");
  const router = useRouter();
  const nameOf = useRoleName(roles);
  const [storeId, setStoreId] = useState(stores[0]?.id ?? "");
  const [wished, setWished] = useState("cashier");
  const [made, setMade] = useState<{ token: string; endsAt: string } | null>(null);
  const [refused, setRefused] = useState(false);
  const store = stores.find(({ id }) => id === storeId);
  const givable = store?.givable ?? [];
  const role = givable.includes(wished) ? wished : (givable[0] ?? "");
  const { ask, busy, network, dialog } = useAsk();

  async function submit() {
    const answer = await ask(() => invite({ storeId, role }));
    setRefused(answer?.kind === "not_allowed");
    if (answer?.kind !== "issued") return;
    setMade(answer);
    router.refresh();
  }

  return (
    <Dialog
      title={t("invite")}
      onClose={onClose}
      closeLabel={t("close")}
      fills="phone"
      foot={
        made === null ? (
          <Button look="primary" className="min-h-13 flex-1" aria-disabled={busy} onClick={submit}>
            {busy ? t("busy") : t("makeLink")}
          </Button>
        ) : (
          <Button className="min-h-13 flex-1" onClick={onClose}>
            {t("done")}
          </Button>
        )
      }
    >
      {(network || refused) && (
        <div role="alert" className="tone-warn">
          <Note icon="info">{t(network ? "network" : "refused")}</Note>
        </div>
      )}
      {made === null ? (
        <>
          {stores.length > 1 && (
            <SelectField
              label={t("store")}
              value={storeId}
              options={stores.map(({ id, name }) => ({ value: id, text: name }))}
              onChange={setStoreId}
            />
          )}
          <SelectField
            label={t("role")}
            value={role}
            options={givable.map((one) => ({ value: one, text: nameOf(one) }))}
            onChange={setWished}
          />
          <p className="text-muted text-table">{t("inviteText")}</p>
        </>
      ) : (
        <LinkCard {...made} timeZone={store?.timeZone ?? "UTC"} origin={origin} />
      )}
      {dialog}
    </Dialog>
  );
}

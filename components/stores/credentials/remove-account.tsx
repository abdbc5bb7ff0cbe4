"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { RemoveAccount, RemoveAccountResult } from "#lib/stores/manage/commands.ts";
import { SaveNote } from "../save-note.tsx";
import { useSave } from "../use-save.ts";

type Props = { storeId: string; account: { id: string; code: string }; removeAccount: RemoveAccount };

/** Takes an account out of use, after a second word. */
export function RemoveAccountButton({ storeId, account, removeAccount }: Props) {
  const t = useTranslations("stores");
  const [asked, setAsked] = useState(false);
  const { state, save, busy, dialog } = useSave<RemoveAccountResult | { kind: "signed_out" }>();

  async function confirm() {
    const answer = await save(() => removeAccount({ storeId, accountId: account.id }));
    if (answer?.kind === "removed") location.assign(`/stores/${storeId}/credentials`);
  }

  return (
    <div className="px-5 py-4">
      <Button className="text-fail!" onClick={() => setAsked(true)}>
        {t("removeAccount")}
      </Button>
      {asked && (
        <Dialog
          title={t("removeTitle", { account: account.code })}
          onClose={() => setAsked(false)}
          foot={
            <>
              <Button className="min-h-13 flex-1" onClick={() => setAsked(false)}>
                {t("keep")}
              </Button>
              <Button look="danger" className="min-h-13 flex-2" aria-disabled={busy} onClick={confirm}>
                {t("removeAccount")}
              </Button>
            </>
          }
        >
          <SaveNote kind={state.kind} {...("count" in state ? { count: state.count } : {})} />
          <p>{t("removeText")}</p>
          {dialog}
        </Dialog>
      )}
    </div>
  );
}

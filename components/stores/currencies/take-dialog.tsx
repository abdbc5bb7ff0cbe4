"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { TakeCurrency, TakeCurrencyResult } from "#lib/stores/manage/commands.ts";
import { SaveNote } from "../save-note.tsx";
import { useSave } from "../use-save.ts";

type Props = { storeId: string; currency: string; takeCurrency: TakeCurrency; onClose: () => void };

/** Asks before a store stops to sell in a currency. */
export function TakeDialog({ storeId, currency, takeCurrency, onClose }: Props) {
  const t = useTranslations("stores");
  const router = useRouter();
  const { state, save, busy, dialog } = useSave<TakeCurrencyResult | { kind: "signed_out" }>();

  async function confirm() {
    const answer = await save(() => takeCurrency({ storeId, currency }));
    if (answer?.kind !== "taken") return;
    router.refresh();
    onClose();
  }

  return (
    <Dialog
      title={t("takeTitle", { currency })}
      onClose={onClose}
      foot={
        <>
          <Button className="min-h-13 flex-1" onClick={onClose}>
            {t("keep")}
          </Button>
          <Button look="danger" className="min-h-13 flex-2" aria-disabled={busy} onClick={confirm}>
            {t("take")}
          </Button>
        </>
      }
    >
      <SaveNote kind={state.kind} {...("count" in state ? { count: state.count } : {})} />
      <p>{t("takeText", { currency })}</p>
      {dialog}
    </Dialog>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAsk } from "#components/login/use-ask.ts";
import { Button } from "#components/ui/button.tsx";
import { Note } from "#components/ui/note.tsx";
import type { ReplayInput } from "#lib/notices/log/schema.ts";
import type { ReplayResult } from "#lib/notices/log/view.ts";

type Props = {
  wish: ReplayInput;
  replay: (input: ReplayInput) => Promise<ReplayResult | { kind: "signed_out" }>;
};

/** Has what was shown done, and says what came of it; the page shows the notification as it is afterwards. */
export function ReplayButton({ wish, replay }: Props) {
  const t = useTranslations("notices");
  const router = useRouter();
  const [result, setResult] = useState<ReplayResult | null>(null);
  const { ask, busy, network, dialog } = useAsk();

  async function press() {
    if (busy) return;
    setResult(null);
    const answer = await ask(() => replay(wish));
    if (answer === null || answer.kind === "signed_out") return;
    setResult(answer);
    router.refresh();
  }

  const failed = network ? "network" : result === null || result.kind === "replayed" ? null : result.kind;
  return (
    <div className="grid gap-3">
      <div>
        <Button look="primary" aria-disabled={busy} onClick={press}>
          {busy ? t("busy") : t("process")}
        </Button>
      </div>
      <div role="status" className={result?.kind === "replayed" ? "tone-paid" : ""}>
        {result?.kind === "replayed" && (
          <Note icon="paid">{t("replayed", { effect: t(`effects.${result.effect}`) })}</Note>
        )}
      </div>
      {failed !== null && (
        <div role="alert" className="tone-fail">
          <Note icon="octagon">{t(`failed.${failed}`)}</Note>
        </div>
      )}
      {dialog}
    </div>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFresh } from "#components/login/use-fresh.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Note } from "#components/ui/note.tsx";
import type { AccountActions } from "#lib/account/commands.ts";
import { AppSetUp } from "./app-set-up.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";

type Props = {
  /** Null while the password alone signs in. */
  state: { since: string; codesLeft: number } | null;
  isNeeded: boolean;
  actions: Pick<AccountActions, "beginSecondStep" | "confirmSecondStep" | "removeSecondStep" | "renewRecoveryCodes">;
};

type Stage =
  | { kind: "resting" | "busy" | "asking" | "network" }
  | { kind: "begun"; secret: string; address: string }
  | { kind: "codes"; codes: string[] };

/** The app whose codes are the second step of a sign-in by password. */
export function SecondStep({ state, isNeeded, actions }: Props) {
  const t = useTranslations("account.step");
  const router = useRouter();
  const { freshly, dialog } = useFresh();
  const [stage, setStage] = useState<Stage>({ kind: "resting" });

  async function take<Answer extends { kind: string }>(
    work: () => Promise<Answer | null>,
    then: (answer: Answer) => Stage,
  ): Promise<void> {
    setStage({ kind: "busy" });
    try {
      const answer = await work();
      if (answer?.kind === "signed_out") return location.assign("/login?callbackUrl=/account");
      setStage(answer === null ? { kind: "resting" } : then(answer));
      router.refresh();
    } catch {
      setStage({ kind: "network" });
    }
  }

  const begin = () =>
    take(
      () => freshly(() => actions.beginSecondStep({})),
      (answer) => (answer.kind === "begun" ? answer : { kind: "resting" }),
    );
  const renew = () =>
    take(
      () => freshly(() => actions.renewRecoveryCodes({})),
      (answer) => (answer.kind === "renewed" ? { kind: "codes", codes: answer.codes } : { kind: "resting" }),
    );
  const remove = () =>
    take(
      () => freshly(() => actions.removeSecondStep({})),
      () => ({ kind: "resting" }),
    );

  const busy = stage.kind === "busy";
  return (
    <section aria-labelledby="second-step" className="grid gap-4 border-line border-t pt-5">
      <h2 id="second-step" className="font-semibold text-tape">
        {t("title")}
      </h2>
      {stage.kind === "network" && (
        <div role="alert" className="tone-warn">
          <Note icon="offline">{t("network")}</Note>
        </div>
      )}
      {stage.kind === "begun" ? (
        <AppSetUp
          secret={stage.secret}
          address={stage.address}
          confirm={actions.confirmSecondStep}
          onDone={(codes) => setStage({ kind: "codes", codes })}
          onBack={() => setStage({ kind: "resting" })}
        />
      ) : stage.kind === "codes" ? (
        <RecoveryCodes
          codes={stage.codes}
          onKept={() => {
            setStage({ kind: "resting" });
            router.refresh();
          }}
        />
      ) : state === null ? (
        <>
          {isNeeded ? (
            <div className="tone-warn">
              <Note icon="info">{t("needed")}</Note>
            </div>
          ) : (
            <p>{t("off")}</p>
          )}
          <Button look={isNeeded ? "primary" : "line"} className="min-h-13" aria-disabled={busy} onClick={begin}>
            {t("setUp")}
          </Button>
        </>
      ) : (
        <>
          <p>{t("on", { when: state.since })}</p>
          <p className="text-muted text-table">{t("codesLeft", { count: state.codesLeft })}</p>
          <div className="flex flex-wrap gap-2">
            <Button className="flex-auto" aria-disabled={busy} onClick={renew}>
              {t("renew")}
            </Button>
            <Button className="flex-auto text-fail!" aria-disabled={busy} onClick={() => setStage({ kind: "asking" })}>
              {t("remove")}
            </Button>
          </div>
        </>
      )}
      {stage.kind === "asking" && (
        <Dialog
          title={t("removeTitle")}
          onClose={() => setStage({ kind: "resting" })}
          foot={
            <>
              <Button className="min-h-13 flex-1" onClick={() => setStage({ kind: "resting" })}>
                {t("keep")}
              </Button>
              <Button look="danger" className="min-h-13 flex-2" onClick={remove}>
                {t("remove")}
              </Button>
            </>
          }
        >
          <p>{t("removeText")}</p>
        </Dialog>
      )}
      {dialog}
    </section>
  );
}

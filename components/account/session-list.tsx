"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Note } from "#components/ui/note.tsx";
import type { AccountActions } from "#lib/account/commands.ts";
import type { SessionView } from "#lib/account/view.ts";

type Props = {
  /** `since` and `seen`: in the store's time. */
  sessions: readonly (SessionView & { since: string; seen: string })[];
  actions: Pick<AccountActions, "endSession" | "endOtherSessions">;
};

/** Where this person is signed in, with the way to end each. */
export function SessionList({ sessions, actions }: Props) {
  const t = useTranslations("account.sessions");
  const router = useRouter();
  const [state, setState] = useState<"idle" | "busy" | "network">("idle");

  async function end(ask: () => Promise<{ kind: "ended" | "not_found" | "signed_out" }>) {
    if (state === "busy") return;
    setState("busy");
    const { kind } = await ask().catch(() => ({ kind: "network" as const }));
    if (kind === "signed_out") return location.assign("/login?callbackUrl=/account");
    setState(kind === "network" ? kind : "idle");
    router.refresh();
  }

  return (
    <section aria-labelledby="sessions" className="grid gap-4 border-line border-t pt-5">
      <h2 id="sessions" className="font-semibold text-tape">
        {t("title")}
      </h2>
      {state === "network" && (
        <div role="alert" className="tone-warn">
          <Note icon="offline">{t("network")}</Note>
        </div>
      )}
      <ul className="-mt-2">
        {sessions.map(({ id, browser, isThis, way, deviceName, address, since, seen }) => {
          const name = deviceName ?? (browser === "" ? t("unknown") : browser);
          return (
            <li key={id} className="flex items-center gap-4 border-line border-b py-2 last:border-0">
              <div className="min-w-0 flex-1">
                <p className="font-semibold [overflow-wrap:anywhere]">
                  {name}
                  {isThis && <span className="font-normal text-muted"> · {t("this")}</span>}
                </p>
                <p className="text-muted text-table [overflow-wrap:anywhere]">
                  {t(`ways.${way}`)}
                  {address !== null && ` · ${address}`}
                </p>
                <p className="flex flex-wrap gap-x-2 text-muted text-small">
                  <span>{t("since", { since })}</span>
                  <span>{t("seen", { seen })}</span>
                </p>
              </div>
              {!isThis && (
                <Button
                  aria-label={t("endName", { name })}
                  onClick={() => end(() => actions.endSession({ sessionId: id }))}
                >
                  {t("end")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {sessions.length > 1 && (
        <Button aria-disabled={state === "busy"} onClick={() => end(() => actions.endOtherSessions({}))}>
          {t("endOthers")}
        </Button>
      )}
    </section>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFresh } from "#components/login/use-fresh.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Note } from "#components/ui/note.tsx";
import type { Stale } from "#lib/account/commands.ts";

export type Counted =
  /** `rows` is null for very many. */
  { kind: "counted"; rows: number | null; columns: string[] } | { kind: "not_allowed" | "signed_out" | "busy" };

type Props<Wish> = {
  /** Where the table is had from, by a post. */
  address: string;
  wish: Wish;
  count: (wish: Wish) => Promise<Counted | Stale>;
};

type State = { kind: "idle" | "counting" | "refused" | "network" | "busy" } | Extract<Counted, { kind: "counted" }>;

/** Says how long a table is and what stands in it, before somebody takes it along. */
export function ExportButton<Wish>({ address, wish, count }: Props<Wish>) {
  const t = useTranslations("export");
  const { freshly, dialog } = useFresh();
  const [state, setState] = useState<State>({ kind: "idle" });

  async function ask() {
    if (state.kind === "counting") return;
    setState({ kind: "counting" });
    const answer = await freshly(() => count(wish)).catch(() => ({ kind: "network" as const }));
    if (answer === null) setState({ kind: "idle" });
    else if (answer.kind === "counted") setState(answer);
    else setState({ kind: answer.kind === "busy" || answer.kind === "network" ? answer.kind : "refused" });
  }

  const close = () => setState({ kind: "idle" });
  return (
    <>
      <Button onClick={ask} aria-disabled={state.kind === "counting"} data-export>
        {state.kind === "counting" ? t("counting") : t("open")}
      </Button>
      <div role="alert" className="tone-warn w-full empty:hidden">
        {(state.kind === "refused" || state.kind === "network" || state.kind === "busy") && (
          <Note icon="info">{t(state.kind)}</Note>
        )}
      </div>
      {dialog}
      {state.kind === "counted" && (
        <Dialog title={t("title")} closeLabel={t("close")} onClose={close}>
          <p>{state.rows === null ? t("long") : t("rows", { count: state.rows })}</p>
          <div className="grid gap-1">
            <h3 className="text-muted text-small">{t("columns")}</h3>
            <p>{state.columns.join(" · ")}</p>
          </div>
          {/* The browser keeps the page, and the file comes as fast as it is read. */}
          <form method="post" action={address} onSubmit={() => setTimeout(close)} className="grid">
            <Button type="submit" look="primary" className="min-h-13">
              {t("download")}
            </Button>
          </form>
        </Dialog>
      )}
    </>
  );
}

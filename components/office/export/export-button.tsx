"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFresh } from "#components/login/use-fresh.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Note } from "#components/ui/note.tsx";
import type { Stale } from "#lib/account/commands.ts";

export type Counted = { kind: "counted"; rows: number } | { kind: "not_allowed" | "signed_out" };

type Props<Wish> = {
  /** Where the table is had from, by a post. */
  address: string;
  wish: Wish;
  columns: readonly string[];
  count: (wish: Wish) => Promise<Counted | Stale>;
};

type State = { kind: "idle" | "busy" | "refused" | "network" } | { kind: "counted"; rows: number };

/** Says how long a table is and what stands in it, before somebody takes it along. */
export function ExportButton<Wish>({ address, wish, columns, count }: Props<Wish>) {
  const t = useTranslations("export");
  const { freshly, dialog } = useFresh();
  const [state, setState] = useState<State>({ kind: "idle" });

  async function ask() {
    if (state.kind === "busy") return;
    setState({ kind: "busy" });
    const answer = await freshly(() => count(wish)).catch(() => ({ kind: "network" as const }));
    if (answer === null) setState({ kind: "idle" });
    else setState(answer.kind === "counted" || answer.kind === "network" ? answer : { kind: "refused" });
  }

  const close = () => setState({ kind: "idle" });
  return (
    <>
      <Button onClick={ask} aria-disabled={state.kind === "busy"} data-export>
        {state.kind === "busy" ? t("busy") : t("open")}
      </Button>
      <div role="alert" className="tone-warn w-full empty:hidden">
        {(state.kind === "refused" || state.kind === "network") && <Note icon="info">{t(state.kind)}</Note>}
      </div>
      {dialog}
      {state.kind === "counted" && (
        <Dialog title={t("title")} closeLabel={t("close")} onClose={close}>
          <p>{t("rows", { count: state.rows })}</p>
          <div className="grid gap-1">
            <h3 className="text-muted text-small">{t("columns")}</h3>
            <p>{columns.join(" · ")}</p>
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

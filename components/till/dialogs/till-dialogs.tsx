"use client";

import type { ComponentProps } from "react";
import type { Recent } from "#components/till/recent.tsx";
import type { TillModel } from "#components/till/use-till.ts";
import { HelpDialog } from "./help-dialog.tsx";
import { RecentDialog } from "./recent-dialog.tsx";
import { ReferenceDialog } from "./reference-dialog.tsx";
import { SessionDialog } from "./session-dialog.tsx";

/** The dialogs of the till itself; those of an order belong to its card. */
export function TillDialogs({ till, list }: { till: TillModel; list: ComponentProps<typeof Recent> }) {
  const close = () => till.setDialog(null);
  return (
    <>
      {till.dialog === "reference" && (
        <ReferenceDialog
          reference={till.reference}
          onClose={close}
          onSave={(text) => {
            till.setReference(text);
            close();
          }}
        />
      )}
      {till.dialog === "recent" && <RecentDialog {...list} onClose={close} />}
      {till.dialog === "help" && <HelpDialog onClose={close} />}
      {till.feed.signedOut && <SessionDialog />}
    </>
  );
}

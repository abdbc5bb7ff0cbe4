"use client";

import { useState } from "react";
import type { AccountSummary } from "#lib/stores/manage/view.ts";
import { type AccountActions, AccountForm } from "./account-form.tsx";
import { GenerationQuestion } from "./generation-question.tsx";

type Props = {
  store: { id: string; code: string; practice: boolean };
  canShare: boolean;
  actions: AccountActions;
  /** Where it goes on, before the id of the new account. */
  next: string;
  /** Where whoever gives up goes. */
  back: string;
};

/** The question that decides which fields there are, and then those fields. */
export function NewAccount({ store, canShare, actions, next, back }: Props) {
  const [generation, setGeneration] = useState<AccountSummary["generation"] | null>(null);
  return (
    <>
      <div className="max-w-140 px-5 py-5">
        <GenerationQuestion chosen={generation} choose={setGeneration} />
      </div>
      {generation !== null && (
        <div className="border-line border-t">
          <AccountForm
            key={generation}
            {...{ store, generation, canShare, actions }}
            known={null}
            back={back}
            onSaved={(accountId) => location.assign(next + accountId)}
          />
        </div>
      )}
    </>
  );
}

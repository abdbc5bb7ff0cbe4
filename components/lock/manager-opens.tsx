"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { OpenPin, OpenPinAnswer } from "#lib/devices/commands.ts";
import { ApprovalPad } from "./approval-pad.tsx";
import type { Person } from "./pad/first-names.ts";

type Props = {
  /** Who was wrong too often. */
  person: Person;
  managers: readonly Person[];
  pinLength: number;
  openPin: OpenPin;
  onOpened: () => void;
  onClose: () => void;
};

/** Ten wrong PINs: a manager lets this person try again. */
export function ManagerOpens({ person, managers, pinLength, openPin, onOpened, onClose }: Props) {
  const t = useTranslations("lock");
  const [state, setState] = useState({ busy: false, refusal: null as { text: string; times: number } | null });

  async function approve({ approverId, pin }: { approverId: string; pin: string }) {
    setState({ ...state, busy: true });
    const result = await openPin({ userId: person.id, approverId, pin }).catch(() => ({ kind: "no_answer" as const }));
    if (result.kind === "opened") return onOpened();
    setState({ busy: false, refusal: { text: textOf(result), times: (state.refusal?.times ?? 0) + 1 } });
  }

  function textOf(result: Exclude<OpenPinAnswer, { kind: "opened" }> | { kind: "no_answer" }): string {
    if (result.kind === "wrong") return t("wrong", { left: result.left });
    if (result.kind === "locked") return t("locked", { seconds: result.seconds });
    return t(result.kind === "busy" ? "crowded" : result.kind);
  }

  return (
    <ApprovalPad
      title={t("opens", { name: person.name })}
      approvers={managers}
      pinLength={pinLength}
      busy={state.busy}
      refusal={state.refusal}
      onApprove={approve}
      onClose={onClose}
    />
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { SelectField } from "#components/lock/select-field.tsx";
import { useAsk } from "#components/login/use-ask.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Note } from "#components/ui/note.tsx";
import type { StaffActions } from "#lib/staff/commands.ts";
import type { MemberView, RoleView, StoreStaffView } from "#lib/staff/view.ts";
import { LinkCard } from "./link-card.tsx";
import { useRoleName } from "./use-role-name.ts";

type Props = {
  member: MemberView;
  store: StoreStaffView;
  roles: readonly RoleView[];
  actions: StaffActions;
  origin: string | null;
  onClose: () => void;
};

/** What is said once more before it is done. */
type Doubt = "leave" | "pin" | "link" | "off";

/** What somebody is in a store, and the few things that are done to the account. */
export function MemberDialog({ member, store, roles, actions, origin, onClose }: Props) {
  const { userId, name, isOn, hasPin, mayChangeAll } = member;
  const t = useTranslations("staff");
  const router = useRouter();
  const nameOf = useRoleName(roles);
  const [role, setRole] = useState(member.role);
  const [doubt, setDoubt] = useState<Doubt | null>(null);
  const [refused, setRefused] = useState(false);
  const [made, setMade] = useState<{ token: string; endsAt: string } | null>(null);
  const { ask, busy, network, dialog } = useAsk();
  const ids = { userId, storeId: store.id };
  const work = {
    role: () => actions.assignRole({ ...ids, role }),
    leave: () => actions.assignRole({ ...ids, role: "none" }),
    pin: () => actions.resetPin(ids),
    link: () => actions.issuePasswordLink(ids),
    off: () => actions.switchPerson({ userId, isOn: false }),
    on: () => actions.switchPerson({ userId, isOn: true }),
  };

  async function act(what: keyof typeof work) {
    const answer = await ask<Awaited<ReturnType<(typeof work)[typeof what]>>>(work[what]);
    if (answer === null) return;
    setRefused(answer.kind === "not_allowed");
    if (answer.kind === "not_allowed") return;
    router.refresh();
    if (answer.kind === "issued") setMade(answer);
    else onClose();
  }

  const options = store.givable.includes(member.role) ? store.givable : [member.role, ...store.givable];
  const offered: Doubt[] = [
    ...(hasPin ? (["pin"] as const) : []),
    ...(mayChangeAll && isOn ? (["link"] as const) : []),
    "leave",
    ...(mayChangeAll && isOn ? (["off"] as const) : []),
  ];
  const foot =
    made !== null ? (
      <Button className="min-h-13 flex-1" onClick={onClose}>
        {t("done")}
      </Button>
    ) : doubt !== null ? (
      <>
        <Button className="min-h-13 flex-1" onClick={() => setDoubt(null)}>
          {t("back")}
        </Button>
        <Button
          look={doubt === "link" ? "primary" : "danger"}
          className="min-h-13 flex-2"
          aria-disabled={busy}
          onClick={() => act(doubt)}
        >
          {busy ? t("busy") : t(`doubts.${doubt}.do`)}
        </Button>
      </>
    ) : (
      <Button
        look="primary"
        className="min-h-13 flex-1"
        disabled={role === member.role}
        aria-disabled={busy}
        onClick={() => act("role")}
      >
        {busy ? t("busy") : t("save")}
      </Button>
    );

  return (
    <Dialog
      title={doubt === null ? name : t(`doubts.${doubt}.title`, { name })}
      onClose={onClose}
      closeLabel={t("close")}
      fills="phone"
      foot={foot}
    >
      {(network || refused) && (
        <div role="alert" className="tone-warn">
          <Note icon="info">{t(network ? "network" : "refused")}</Note>
        </div>
      )}
      {made !== null ? (
        <LinkCard {...made} timeZone={store.timeZone} origin={origin} />
      ) : doubt !== null ? (
        <p>{t(`doubts.${doubt}.text`, { name, store: store.name })}</p>
      ) : (
        <>
          <SelectField
            label={t("roleAt", { store: store.name })}
            value={role}
            options={options.map((one) => ({ value: one, text: nameOf(one) }))}
            onChange={setRole}
          />
          <div className="grid gap-2 border-line border-t pt-5">
            {offered.map((one) => (
              <Button
                key={one}
                className={one === "off" || one === "leave" ? "text-fail!" : ""}
                onClick={() => setDoubt(one)}
              >
                {t(`doubts.${one}.do`)}
              </Button>
            ))}
            {mayChangeAll && !isOn && (
              <Button aria-disabled={busy} onClick={() => act("on")}>
                {t("switchOn")}
              </Button>
            )}
            {!mayChangeAll && <p className="text-muted text-table">{t("elsewhere")}</p>}
          </div>
        </>
      )}
      {dialog}
    </Dialog>
  );
}

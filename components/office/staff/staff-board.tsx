"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAsk } from "#components/login/use-ask.ts";
import { isWanted } from "#components/office/search/by-name.ts";
import { NameSearch, NothingFound } from "#components/office/search/name-search.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Note } from "#components/ui/note.tsx";
import type { StaffActions } from "#lib/staff/commands.ts";
import type { MemberView, StaffPage, StoreStaffView } from "#lib/staff/view.ts";
import { InviteDialog } from "./invite-dialog.tsx";
import { MemberDialog } from "./member-dialog.tsx";
import { MemberList } from "./member-list.tsx";
import { OpenLinks } from "./open-links.tsx";

type Props = { page: StaffPage; actions: StaffActions; origin: string | null };

/** Who works where, with the way to change it and to invite others. */
export function StaffBoard({ page, actions, origin }: Props) {
  const t = useTranslations("staff");
  const router = useRouter();
  const [inviting, setInviting] = useState(false);
  const [changed, setChanged] = useState<{ store: StoreStaffView; member: MemberView } | null>(null);
  const { ask, network, dialog } = useAsk();
  const [wanted, setWanted] = useState("");
  const people = page.stores.reduce((sum, { members }) => sum + members.length, 0);
  // A store that is named is shown whole, and else those of its people who are.
  const shown = page.stores
    .map((store) => ({
      ...store,
      members: isWanted(wanted, [store.name])
        ? store.members
        : store.members.filter(({ name, login }) => isWanted(wanted, [name, login])),
    }))
    .filter(({ members }) => wanted.trim() === "" || members.length > 0);

  async function withdraw(invitationId: string) {
    if ((await ask(() => actions.withdrawInvitation({ invitationId }))) !== null) router.refresh();
  }

  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-2 tablet:mb-6">
        <h1 className="mr-auto flex min-h-11 items-center font-semibold text-title tracking-[-0.01em]">{t("title")}</h1>
        <a href="/staff/roles" className={buttonClass("line")}>
          {t("roles")}
        </a>
        <Button look="primary" onClick={() => setInviting(true)}>
          {t("invite")}
        </Button>
      </div>
      {network && (
        <div role="alert" className="tone-warn mb-4">
          <Note icon="offline">{t("network")}</Note>
        </div>
      )}
      <NameSearch among={people} label={t("search")} wanted={wanted} onType={setWanted} />
      {shown.length === 0 && <NothingFound>{t("nothing")}</NothingFound>}
      <div className="grid gap-8">
        {shown.map((store) => (
          <section key={store.id} aria-label={store.name} data-store={store.id}>
            <h2 className="mb-3 font-semibold text-tape">{store.name}</h2>
            <MemberList store={store} roles={page.roles} onChange={(member) => setChanged({ store, member })} />
            <OpenLinks store={store} roles={page.roles} withdraw={withdraw} />
          </section>
        ))}
      </div>
      {inviting && (
        <InviteDialog page={page} invite={actions.invite} origin={origin} onClose={() => setInviting(false)} />
      )}
      {changed !== null && (
        <MemberDialog
          {...changed}
          roles={page.roles}
          actions={actions}
          origin={origin}
          onClose={() => setChanged(null)}
        />
      )}
      {dialog}
    </>
  );
}

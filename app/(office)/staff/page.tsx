import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import { byName } from "#components/office/search/by-name.ts";
import { StaffBoard } from "#components/office/staff/staff-board.tsx";
import { env } from "#lib/env.ts";
import { processShop } from "#lib/process.ts";
import { findStaffPage } from "#lib/staff/queries.ts";
import { assignRole, invite, issuePasswordLink, resetPin, switchPerson, withdrawInvitation } from "./actions.ts";
import { requireStaffOffice, StaffFrame } from "./frame.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("staff");
  return { title: t("title") };
}

/** Who works where, for owners and managers of the stores. */
export default async function StaffPage() {
  const staff = await requireStaffOffice("/staff");
  const [found, { staff: texts, roles, login, lock, fresh }, language] = await Promise.all([
    findStaffPage(processShop(), staff),
    getMessages(),
    getLocale(),
  ]);
  const inOrder = byName(language);
  const stores = found.stores.toSorted(inOrder).map(({ members, ...store }) => ({
    ...store,
    members: members.toSorted((one, other) => +other.isOn - +one.isOn || inOrder(one, other)),
  }));
  const page = { ...found, stores };
  const actions = { assignRole, invite, issuePasswordLink, resetPin, switchPerson, withdrawInvitation };
  return (
    <StaffFrame staff={staff} practice={page.stores.every(({ practice }) => practice)}>
      <NextIntlClientProvider messages={{ staff: texts, roles, login, lock, fresh }}>
        <StaffBoard page={page} actions={actions} origin={env.publicUrl() ?? env.practicePhoneOrigin() ?? null} />
      </NextIntlClientProvider>
    </StaffFrame>
  );
}

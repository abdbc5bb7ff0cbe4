import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { RoleBoard } from "#components/office/staff/role-board.tsx";
import { BackLink } from "#components/shell/back-link.tsx";
import { processShop } from "#lib/process.ts";
import { findRolesPage } from "#lib/staff/queries.ts";
import { saveRole } from "../actions.ts";
import { requireStaffOffice, StaffFrame } from "../frame.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("roles");
  return { title: t("title") };
}

/** The roles and what they may; copies are made and changed here. */
export default async function RolesPage() {
  const staff = await requireStaffOffice("/staff/roles");
  const [page, { roles, login, lock, fresh }, t, ts] = await Promise.all([
    findRolesPage(processShop(), staff),
    getMessages(),
    getTranslations("roles"),
    getTranslations("staff"),
  ]);
  return (
    <StaffFrame staff={staff} practice={staff.stores.every(({ practice }) => practice)}>
      <BackLink href="/staff">{ts("title")}</BackLink>
      <h1 className="mb-2 font-semibold text-title tracking-[-0.01em]">{t("title")}</h1>
      <p className="mb-6 max-w-160 text-muted text-table">{t("text")}</p>
      <NextIntlClientProvider messages={{ roles, login, lock, fresh }}>
        <RoleBoard page={page} saveRole={saveRole} />
      </NextIntlClientProvider>
    </StaffFrame>
  );
}

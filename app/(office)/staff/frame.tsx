import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { IdleWatch } from "#app/(till)/idle-watch.tsx";
import { savePreference } from "#app/preferences.ts";
import { currentStaff, officeRights, turnAway } from "#app/session.ts";
import { officePages } from "#components/office/office-pages.ts";
import { OfficeShell } from "#components/office/shell.tsx";
import { UserMenu } from "#components/shell/user-menu.tsx";
import type { Staff } from "#lib/auth/find-staff.ts";
import { managesStaff } from "#lib/staff/queries.ts";
import { readPreferences } from "../../../i18n/preferences.ts";

/** Whoever manages people somewhere; others begin at the till. */
export async function requireStaffOffice(page: string): Promise<Staff> {
  const staff = (await currentStaff()) ?? redirect(`/login?callbackUrl=${page}`);
  if (!managesStaff(staff)) turnAway(staff, page, "/");
  return staff;
}

/** The office around the pages of staff and roles. */
export async function StaffFrame({
  staff,
  practice,
  children,
}: {
  staff: Staff;
  practice: boolean;
  children: ReactNode;
}) {
  const [{ language, theme }, t] = await Promise.all([readPreferences(), getTranslations("shell")]);
  const pages = officePages(officeRights(staff));
  const links = pages.map(({ text, ...link }) => ({ ...link, text: t(text) }));
  return (
    <OfficeShell
      {...{ pages, here: "/staff", practice }}
      place={staff.stores.length === 1 ? (staff.stores[0]?.storeName ?? null) : null}
      menu={<UserMenu name={staff.user.name} language={language} theme={theme} save={savePreference} links={links} />}
    >
      {children}
      <IdleWatch />
    </OfficeShell>
  );
}

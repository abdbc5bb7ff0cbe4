"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { dayText, shortClockText } from "#components/ui/time-text.ts";
import type { RoleView, StoreStaffView } from "#lib/staff/view.ts";
import { useRoleName } from "./use-role-name.ts";

type Props = { store: StoreStaffView; roles: readonly RoleView[]; withdraw: (id: string) => void };

/** Links that were handed out and not used yet. */
export function OpenLinks({ store: { links, timeZone }, roles, withdraw }: Props) {
  const t = useTranslations("staff");
  const nameOf = useRoleName(roles);
  if (links.length === 0) return null;
  return (
    <>
      <h3 className="mt-5 mb-2 font-semibold text-table">{t("open")}</h3>
      <ul className="rounded-card border border-line bg-card text-table">
        {links.map(({ id, role, forName, byName, endsAt }) => {
          const what = role === null ? t("passwordFor", { name: forName ?? "" }) : nameOf(role);
          return (
            <li
              key={id}
              data-invitation={id}
              className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b px-4 py-2 last:border-b-0 tablet:px-5"
            >
              <p className="min-w-0 flex-1 basis-40 [overflow-wrap:anywhere]">
                {what}
                <span className="block text-muted text-small">
                  {t("openUntil", {
                    name: byName,
                    when: `${dayText(endsAt, timeZone)} ${shortClockText(endsAt, timeZone)}`,
                  })}
                </span>
              </p>
              <Button
                look="plain"
                className="-mr-4 text-fail!"
                aria-label={t("withdrawName", { what })}
                onClick={() => withdraw(id)}
              >
                {t("withdraw")}
              </Button>
            </li>
          );
        })}
      </ul>
    </>
  );
}

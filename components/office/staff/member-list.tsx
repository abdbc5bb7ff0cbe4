"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { dayText, shortClockText } from "#components/ui/time-text.ts";
import type { MemberView, RoleView, StoreStaffView } from "#lib/staff/view.ts";
import { useRoleName } from "./use-role-name.ts";

type Props = { store: StoreStaffView; roles: readonly RoleView[]; onChange: (member: MemberView) => void };

const ROW =
  "grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-line border-b px-4 py-3 text-table last:border-b-0 tablet:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1.2fr)_minmax(0,1.5fr)_5rem] tablet:px-5 tablet:py-2";

/** The people of a store, one row each; on a phone what is said of somebody stands below the name. */
export function MemberList({ store, roles, onChange }: Props) {
  const t = useTranslations("staff");
  const nameOf = useRoleName(roles);
  const seen = ({ lastSignInAt: at }: MemberView) =>
    at === null
      ? t("never")
      : t("seen", { when: `${dayText(at, store.timeZone)} ${shortClockText(at, store.timeZone)}` });
  return (
    <ul className="rounded-card border border-line bg-card">
      {store.members.map((member) => (
        <li key={member.userId} data-member={member.userId} data-state={member.isOn ? "on" : "off"} className={ROW}>
          <div className="min-w-0">
            <p className="font-semibold [overflow-wrap:anywhere]">
              {member.name}
              {member.isSelf && <span className="font-normal text-muted"> · {t("you")}</span>}
            </p>
            <p className="text-muted text-small [overflow-wrap:anywhere]">{member.login}</p>
          </div>
          <p className="max-tablet:col-start-1 [overflow-wrap:anywhere]">{nameOf(member.role)}</p>
          <p className={`max-tablet:col-start-1 ${member.isOn ? "" : "font-semibold"}`}>
            {t(member.isOn ? "on" : "off")}
            <span className="font-normal text-muted"> · {t(member.hasPin ? "pin" : "noPin")}</span>
          </p>
          <p className="text-muted max-tablet:col-start-1">{seen(member)}</p>
          {member.mayChange ? (
            <Button
              look="plain"
              className="-mr-4 max-tablet:col-start-2 max-tablet:row-start-1 tablet:justify-self-end"
              aria-label={t("changeName", { name: member.name })}
              onClick={() => onChange(member)}
            >
              {t("change")}
            </Button>
          ) : (
            <span className="min-w-11 max-tablet:hidden" />
          )}
        </li>
      ))}
    </ul>
  );
}

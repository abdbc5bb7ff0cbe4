import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { dayText, shortClockText } from "#components/ui/time-text.ts";
import type { AccountView } from "#lib/stores/manage/view.ts";
import { CopyButton } from "../copy-button.tsx";

type Props = { notify: AccountView["notify"]; now: number; timeZone: string; children?: ReactNode };

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;

/** Where Alipay sends its notices, and when it last did (T4). */
export function NotifyCard({ notify: { address, lastNotice }, now, timeZone, children }: Props) {
  const t = useTranslations("stores.notify");
  const minutes = lastNotice === null ? null : Math.max(0, Math.floor((now - Date.parse(lastNotice)) / MINUTE_MS));
  return (
    <div className="grid gap-3 px-5 py-4 text-table">
      {address === null ? (
        <p>{t("none")}</p>
      ) : (
        <>
          <code data-notify className="rounded-chip bg-well px-3 py-2.5 font-sans [overflow-wrap:anywhere]">
            {address}
          </code>
          <div>
            <CopyButton text={address} label={t("copy")} />
          </div>
        </>
      )}
      <p data-notice={lastNotice === null ? "never" : "seen"}>
        {minutes === null || lastNotice === null
          ? t("never")
          : minutes < HOUR_MINUTES
            ? t("ago", { minutes })
            : t("at", { when: `${dayText(lastNotice, timeZone)} ${shortClockText(lastNotice, timeZone)}` })}
      </p>
      {children}
    </div>
  );
}

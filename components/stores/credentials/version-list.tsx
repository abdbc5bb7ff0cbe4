import { useTranslations } from "next-intl";
import { dayText, shortClockText } from "#components/ui/time-text.ts";
import type { AccountVersion } from "#lib/stores/manage/view.ts";

/** When credentials were entered, and by whom. Payments keep the version that they were made with. */
export function VersionList({ versions, timeZone }: { versions: readonly AccountVersion[]; timeZone: string }) {
  const t = useTranslations("stores");
  return (
    <ol>
      {versions.map(({ version, savedAt, savedBy }, at) => (
        <li key={version} className="flex flex-wrap gap-x-4 border-line border-b px-5 py-3 text-table last:border-0">
          <b className="font-semibold">{t("version", { version })}</b>
          {at === 0 && <span>{t("current")}</span>}
          <span className="ml-auto text-muted">
            {`${dayText(savedAt, timeZone)} ${shortClockText(savedAt, timeZone)} · ${savedBy ?? t("byFile")}`}
          </span>
        </li>
      ))}
    </ol>
  );
}

import { useTranslations } from "next-intl";
import { Note } from "#components/ui/note.tsx";
import type { CertificateWarning } from "#lib/stores/manage/view.ts";

/** One line for each certificate that ends soon or has ended, on every page of the office (T6). */
export function CertificateLines({ warnings }: { warnings: readonly CertificateWarning[] }) {
  const t = useTranslations("stores.certificate");
  const tf = useTranslations("connection.fields");
  if (warnings.length === 0) return null;
  return (
    <div className="tone-warn mb-4 grid max-w-240 gap-2">
      {warnings.map(({ storeId, storeName, accountId, account, field, daysLeft, ended }) => (
        <Note key={`${accountId} ${field}`} icon="clock">
          <span data-certificate={field}>
            {ended
              ? t("ended", { store: storeName, account, what: tf(field) })
              : t("ends", { store: storeName, account, what: tf(field), days: daysLeft })}{" "}
            <a
              href={`/stores/${storeId}/credentials/${accountId}`}
              className="inline-block py-0.5 font-semibold text-text underline"
            >
              {t("renew")}
            </a>
          </span>
        </Note>
      ))}
    </div>
  );
}

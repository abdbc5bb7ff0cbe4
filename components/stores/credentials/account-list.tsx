import { useTranslations } from "next-intl";
import { Icon } from "#components/ui/icon.tsx";
import type { AccountSummary } from "#lib/stores/manage/view.ts";

type Props = { storeId: string; accounts: readonly AccountSummary[] };

/** The accounts that a store may use. */
export function AccountList({ storeId, accounts }: Props) {
  const t = useTranslations("stores");
  const tm = useTranslations("orders.methods");
  if (accounts.length === 0) return <p className="px-5 py-4 text-muted text-table">{t("noAccounts")}</p>;
  return (
    <ul>
      {accounts.map(({ id, code, generation, usedBy, shared, testedAt, weak }) => (
        <li key={id} data-account={id} className="border-line border-b last:border-0">
          <a
            href={`/stores/${storeId}/credentials/${id}`}
            className="flex min-h-16 items-center gap-4 px-5 py-3 text-text no-underline hover:bg-hover"
          >
            <span className="min-w-0 flex-1 text-table">
              <b className="block font-semibold text-body [overflow-wrap:anywhere]">{code}</b>
              <span className="block text-muted">
                {[
                  tm(generation),
                  shared ? t("sharedAccount") : t("ownAccount"),
                  usedBy.length > 0 ? t("usedBy", { stores: usedBy.join(", ") }) : t("notUsed"),
                ].join(" · ")}
              </span>
              {(testedAt === null || weak) && (
                <span className="block font-semibold text-warn">
                  {[testedAt === null && t("untested"), weak && t("weak")].filter(Boolean).join(" · ")}
                </span>
              )}
            </span>
            <Icon name="right" className="size-5 text-muted" />
          </a>
        </li>
      ))}
    </ul>
  );
}

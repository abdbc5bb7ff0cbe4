import { getTranslations } from "next-intl/server";
import { checkAccount, saveAccount, testTyped } from "#app/(office)/stores/[storeId]/credentials/actions.ts";
import { Card, GoOn, Lead } from "#components/setup/setup-shell.tsx";
import { AccountList } from "#components/stores/credentials/account-list.tsx";
import { NewAccount } from "#components/stores/entry/new-account.tsx";
import type { Staff } from "#lib/auth/find-staff.ts";
import { processShop } from "#lib/process.ts";
import type { SetupView } from "#lib/setup/view.ts";
import { findStore } from "#lib/stores/manage/queries.ts";

type Props = { staff: Staff; setup: SetupView; more: boolean };

/** The merchant's own account at Alipay; or practice first, where that is on. */
export async function CredentialsStep({ staff, setup: { storeId, trials }, more }: Props) {
  const [t, store] = await Promise.all([
    getTranslations("setup"),
    storeId === null ? null : findStore(processShop(), staff, storeId),
  ]);
  if (store === null) return null;
  const { id, code, practice, accounts } = store;
  const toPractise = trials.find((trial) => trial.practice);
  if (accounts.length > 0 && !more) {
    return (
      <>
        <Lead>{t("credentials.doneText")}</Lead>
        <Card>
          <AccountList storeId={id} accounts={accounts} />
        </Card>
        <div className="flex flex-wrap gap-3">
          <GoOn to="/setup?step=test">{t("goOn")}</GoOn>
          <GoOn main={false} to="/setup?step=credentials&more">
            {t("credentials.more")}
          </GoOn>
        </div>
      </>
    );
  }
  return (
    <>
      <Lead>{t("credentials.text")}</Lead>
      <Card>
        <NewAccount
          store={{ id, code, practice }}
          canShare={false}
          next="/setup?step=test&account="
          back="/setup?step=store"
          actions={{ checkAccount, saveAccount, testTyped }}
        />
      </Card>
      {toPractise && (
        <Card>
          <div className="grid justify-items-start gap-3 px-5 py-5">
            <h2 className="font-semibold text-body">{t("credentials.practiseTitle")}</h2>
            <p className="max-w-140 text-muted text-table">{t("credentials.practiseText")}</p>
            <GoOn main={false} to={`/setup?step=test&account=${toPractise.accountId}`}>
              {t("credentials.practise")}
            </GoOn>
          </div>
        </Card>
      )}
    </>
  );
}

import { useTranslations } from "next-intl";
import { OwnerForm } from "#components/setup/owner-form.tsx";
import { Card, GoOn, Lead } from "#components/setup/setup-shell.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Facts } from "#components/ui/facts.tsx";
import type { SetupView } from "#lib/setup/view.ts";
import { claimOwner } from "../actions.ts";

/** Whose installation it is, in place of the sign-in that was printed. */
export function OwnerStep({ setup: { owner, done } }: { setup: SetupView }) {
  const t = useTranslations("setup");
  const tj = useTranslations("join");
  if (!done.owner) {
    return (
      <>
        <Lead>{t("owner.text")}</Lead>
        <Card>
          <OwnerForm claimOwner={claimOwner} />
        </Card>
      </>
    );
  }
  return (
    <>
      <Lead>{t("owner.doneText")}</Lead>
      <Card>
        <div className="px-5 py-2">
          <Facts
            pairs={[
              [tj("name"), owner.name],
              [tj("login"), owner.login],
            ]}
          />
        </div>
      </Card>
      <div className="flex flex-wrap gap-3">
        <GoOn to="/setup?step=store">{t("goOn")}</GoOn>
        <a href="/account" className={buttonClass("plain", "min-h-13")}>
          {t("owner.account")}
        </a>
      </div>
    </>
  );
}

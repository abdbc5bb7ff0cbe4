import { useTranslations } from "next-intl";
import { GoOn, Lead } from "#components/setup/setup-shell.tsx";
import { Icon } from "#components/ui/icon.tsx";
import type { IconName } from "#components/ui/icon-paths.ts";
import { sellsForReal } from "#lib/setup/states/steps.ts";
import type { SetupView } from "#lib/setup/view.ts";

/** All is done: what most do next. */
export function End({ setup: { storeId, trials } }: { setup: SetupView }) {
  const t = useTranslations("setup.end");
  const sells = sellsForReal(trials);
  return (
    <>
      <Lead>{t(sells ? "text" : "practised")}</Lead>
      <ul className="mb-6 rounded-card border border-line bg-card">
        {!sells && <Way to="/setup?step=credentials" icon="wallet" text={t("credentials")} />}
        <Way to="/setup?step=sale" icon="receipt" text={t("sale")} />
        <Way to="/staff" icon="people" text={t("staff")} />
        <Way to="/device" icon="till" text={t("device")} />
        <Way to={`/stores/${storeId}`} icon="edit" text={t("store")} />
        <Way to="/account" icon="lock" text={t("account")} />
      </ul>
      <GoOn to="/">{t("till")}</GoOn>
    </>
  );
}

const Way = ({ to, icon, text }: { to: string; icon: IconName; text: string }) => (
  <li className="border-line border-b last:border-0">
    <a href={to} className="flex min-h-14 items-center gap-4 px-5 py-2 text-text no-underline hover:bg-hover">
      <Icon name={icon} className="size-5 text-muted" />
      <span className="min-w-0 flex-1">{text}</span>
      <Icon name="right" className="size-5 text-muted" />
    </a>
  </li>
);

"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Contact } from "#components/feed/contact.ts";
import { Brand } from "#components/shell/brand.tsx";
import { TestChip, TestStripe } from "#components/shell/test-mark.tsx";
import { Icon } from "#components/ui/icon.tsx";
import type { GatewayHealth } from "#lib/orders/view.ts";
import { HealthButton } from "./health/health-button.tsx";
import { useStore } from "./setting.ts";

type Props = {
  registerName: string;
  contact: Contact;
  health: GatewayHealth | null;
  explainHealth: () => void;
  /** What the till can do besides selling, and the user's menu. */
  menu: ReactNode;
  userMenu: ReactNode;
};

/** Where this is, whether the server is heard, and who sells; below it, in amber, that it is not heard. */
export function Header({ registerName, contact, health, explainHealth, menu, userMenu }: Props) {
  const store = useStore();
  return (
    <>
      {store.practice && <TestStripe />}
      <header className="flex h-12 items-center gap-1 border-line border-b bg-card pr-1 pl-3 tablet:gap-2 text-table tablet:h-14 tablet:pr-3">
        {menu}
        <span className="hidden tablet:flex">
          <Brand />
        </span>
        <span aria-hidden="true" className="mx-2 h-5 w-px bg-line-2 max-tablet:hidden" />
        <h1 className="min-w-0 truncate">
          {store.name} · {registerName}
        </h1>
        {store.practice && <TestChip />}
        <span className="ml-auto" />
        <HealthButton contact={contact} health={health} explain={explainHealth} />
        {userMenu}
      </header>
      {contact.lost && contact.silentSeconds !== null && <OfflineBar seconds={contact.silentSeconds} />}
    </>
  );
}

function OfflineBar({ seconds }: { seconds: number }) {
  const t = useTranslations("till.contact");
  return (
    <div
      className="tone-warn flex flex-wrap items-center gap-x-3 gap-y-1 bg-tone-fill px-4 py-2 font-semibold text-on-tone text-table"
      data-band
    >
      <Icon name="offline" />
      <p role="alert" className="min-w-0 flex-1 max-tablet:basis-4/5">
        {t("bar")}
      </p>
      <p className="font-normal max-tablet:pl-8">{t("silent", { seconds })}</p>
    </div>
  );
}

"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Brand } from "#components/shell/brand.tsx";
import { TestChip, TestStripe } from "#components/shell/test-mark.tsx";
import { Icon } from "#components/ui/icon.tsx";
import type { Contact } from "./feed/contact.ts";
import { useStore } from "./setting.ts";

type Props = { registerName: string; contact: Contact; menu: ReactNode };

/** Where this is, whether the server is heard, and who sells; below it, in amber, that it is not heard. */
export function Header({ registerName, contact, menu }: Props) {
  const store = useStore();
  return (
    <>
      {store.practice && <TestStripe />}
      <header className="flex h-12 items-center gap-2 border-line border-b bg-card pr-1 pl-4 text-table tablet:h-14 tablet:pr-3">
        <span className="hidden tablet:flex">
          <Brand />
        </span>
        <span aria-hidden="true" className="mx-2 h-5 w-px bg-line-2 max-tablet:hidden" />
        <h1 className="truncate">
          {store.name} · {registerName}
        </h1>
        {store.practice && <TestChip />}
        <span className="ml-auto" />
        <Health contact={contact} />
        {menu}
      </header>
      {contact.lost && contact.silentSeconds !== null && <OfflineBar seconds={contact.silentSeconds} />}
    </>
  );
}

function healthOf({ silentSeconds, lost, polling }: Contact) {
  if (silentSeconds === null) return "connecting";
  if (lost) return "offline";
  return polling ? "polling" : "online";
}

const DOTS = { connecting: "bg-control", online: "bg-paid", polling: "bg-warn-fill", offline: "bg-fail" };

function Health({ contact }: { contact: Contact }) {
  const t = useTranslations("till.contact");
  const health = healthOf(contact);
  return (
    <span data-health={health} className="flex items-center gap-2 px-2 text-muted">
      <span aria-hidden="true" className={`size-2.5 rounded-full ${DOTS[health]}`} />
      <span className="max-tablet:sr-only">{t(health)}</span>
    </span>
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
      <p role="alert" className="min-w-0 flex-1">
        {t("bar")}
      </p>
      <p className="font-normal">{t("silent", { seconds })}</p>
    </div>
  );
}

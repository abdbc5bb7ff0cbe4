"use client";

import { useTranslations } from "next-intl";
import { buttonClass } from "#components/ui/button.tsx";
import { Icon } from "#components/ui/icon.tsx";
import type { IconName } from "#components/ui/icon-paths.ts";

export type MenuLink = { href: string; text: string; icon: IconName };

/** Its id in the page. */
export const TILL_MENU = "till-menu";

type Props = {
  links: readonly MenuLink[];
  lookUp: () => void;
  /** Percent. */
  volume: number;
  setSound: () => void;
  showKeys: () => void;
};

const ROW =
  "flex min-h-11 w-full items-center gap-3 rounded-chip px-3 text-left text-table text-text no-underline hover:bg-hover";

/** What this till can do besides selling. A native popover; each row closes it. */
export function TillMenu({ links, lookUp, volume, setSound, showKeys }: Props) {
  const t = useTranslations("till.menu");
  const ts = useTranslations("till.sound");
  const rows = [
    { text: t("lookUp"), icon: "search", does: lookUp },
    {
      text: volume === 0 ? ts("off") : ts("on", { volume }),
      icon: volume === 0 ? "mute" : "sound",
      does: setSound,
    },
    { text: t("keys"), icon: "info", does: showKeys },
  ] as const;
  return (
    <>
      <button
        type="button"
        popoverTarget={TILL_MENU}
        aria-label={t("open")}
        className={buttonClass("plain", "px-0! -ml-2")}
      >
        <Icon name="menu" />
      </button>
      <div
        id={TILL_MENU}
        popover="auto"
        onToggle={({ newState, currentTarget }) => {
          if (newState === "open") currentTarget.querySelector<HTMLElement>("a, button")?.focus();
        }}
        className="fixed top-16 right-auto bottom-auto left-2 m-0 max-h-[80dvh] w-72 overflow-auto rounded-card border border-line bg-card p-2 text-text shadow-float"
      >
        {links.map(({ href, text, icon }) => (
          <a key={href} href={href} className={ROW}>
            <Icon name={icon} className="size-5 text-muted" />
            {text}
          </a>
        ))}
        {rows.map(({ text, icon, does }) => (
          <button
            type="button"
            key={icon}
            popoverTarget={TILL_MENU}
            popoverTargetAction="hide"
            className={ROW}
            onClick={does}
          >
            <Icon name={icon} className="size-5 text-muted" />
            {text}
          </button>
        ))}
      </div>
    </>
  );
}

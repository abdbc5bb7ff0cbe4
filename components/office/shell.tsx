import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Brand } from "#components/shell/brand.tsx";
import { TestChip, TestStripe } from "#components/shell/test-mark.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { InboxBadge } from "./exceptions/inbox-badge.tsx";
import type { officePages } from "./office-pages.ts";

type Props = {
  /** True when what is shown is of practice stores. */
  practice: boolean;
  place: string | null;
  pages: ReturnType<typeof officePages>;
  /** The page that is open. */
  here: "/orders" | "/dashboard" | "/exceptions" | "/notifications" | "/stores" | "/staff" | "/audit";
  menu: ReactNode;
  children: ReactNode;
};

/** The frame of the back office: bar on top, pages at the side; below 900 px the pages are in the user's menu. */
export function OfficeShell({ practice, place, pages, here, menu, children }: Props) {
  const t = useTranslations("shell");
  return (
    <div className="flex min-h-dvh flex-col">
      {practice && <TestStripe />}
      <header className="flex h-12 items-center gap-2 border-line border-b bg-card pr-1 pl-4 text-table tablet:h-14 tablet:pr-3 tablet:pl-6">
        <Brand />
        {place !== null && (
          <>
            <span aria-hidden="true" className="mx-2 h-5 w-px bg-line-2 max-tablet:hidden" />
            <span className="truncate max-tablet:hidden">{place}</span>
          </>
        )}
        {practice && <TestChip />}
        <span className="ml-auto" />
        <InboxBadge label={t("exceptions")} />
        {menu}
      </header>
      <div className="flex flex-1">
        <nav
          aria-label={t("main")}
          className="hidden flex-none border-line border-r px-2.5 py-4 text-table tablet:block desktop:w-54 desktop:px-3"
        >
          {pages.map(({ href, text, icon }) => (
            <a
              key={href}
              href={href}
              aria-current={href === here ? "page" : undefined}
              className="flex min-h-12 items-center gap-3 rounded-chip px-4 text-muted no-underline hover:bg-hover aria-[current]:bg-card aria-[current]:font-semibold aria-[current]:text-text aria-[current]:shadow-[0_0_0_1px_var(--line)] desktop:min-h-11 desktop:px-3"
            >
              <Icon name={icon} className={href === here ? "size-5 text-accent" : "size-5"} />
              <span className="max-desktop:sr-only">{t(text)}</span>
            </a>
          ))}
        </nav>
        <main className="min-w-0 flex-1 p-4 tablet:p-6 desktop:px-10 desktop:py-8">{children}</main>
      </div>
    </div>
  );
}

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Brand } from "#components/shell/brand.tsx";
import { TestChip, TestStripe } from "#components/shell/test-mark.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Icon } from "#components/ui/icon.tsx";

type Props = { storeName: string; registerName: string; practice: boolean; menu: ReactNode; children: ReactNode };

/** The frame of the shift's pages: where this is, the way back to the till, and one column. Nothing of it is printed. */
export function ShiftFrame({ storeName, registerName, practice, menu, children }: Props) {
  const t = useTranslations("shift");
  return (
    <div className="flex min-h-dvh flex-col print:block print:min-h-0">
      <div className="print:hidden">
        {practice && <TestStripe />}
        <header className="flex min-h-12 items-center gap-2 border-line border-b bg-card pr-1 pl-4 text-table tablet:min-h-14 tablet:pr-3">
          <span className="hidden tablet:flex">
            <Brand />
          </span>
          <span aria-hidden="true" className="mx-2 h-5 w-px bg-line-2 max-tablet:hidden" />
          <p className="min-w-0 truncate">
            {storeName} · {registerName}
          </p>
          {practice && <TestChip />}
          <span className="ml-auto" />
          {menu}
        </header>
      </div>
      <main className="mx-auto grid w-full max-w-180 grid-cols-1 gap-4 px-4 py-4 tablet:gap-5 tablet:py-6 print:block print:max-w-none print:p-0">
        <a href="/" className={buttonClass("plain", "-ml-3 justify-self-start px-3! print:hidden")}>
          <Icon name="left" />
          {t("backToTill")}
        </a>
        {children}
      </main>
    </div>
  );
}

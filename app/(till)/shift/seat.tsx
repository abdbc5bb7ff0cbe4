import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { savePreference } from "#app/preferences.ts";
import type { requireSeller } from "#app/session.ts";
import { UserMenu } from "#components/shell/user-menu.tsx";
import { ShiftFrame } from "#components/shift/frame.tsx";
import { readPreferences } from "../../../i18n/preferences.ts";
import { IdleWatch } from "../idle-watch.tsx";

type Props = { seat: Awaited<ReturnType<typeof requireSeller>>; children: ReactNode };

/** The frame of the shift's pages, for whoever sits at the till. */
export async function Seat({ seat, children }: Props) {
  const [{ language, theme }, t, messages] = await Promise.all([
    readPreferences(),
    getTranslations("shell"),
    getMessages(),
  ]);
  const menu = (
    <UserMenu
      name={seat.user.name}
      language={language}
      theme={theme}
      save={savePreference}
      links={[
        { href: "/", text: t("till"), icon: "scan" },
        ...(seat.canSeeOrders ? [{ href: "/orders", text: t("orders"), icon: "list" } as const] : []),
      ]}
    />
  );
  return (
    <NextIntlClientProvider messages={{ shift: messages.shift, till: { sound: messages.till.sound } }}>
      <ShiftFrame
        storeName={seat.store.name}
        registerName={seat.register.name}
        practice={seat.store.practice}
        menu={menu}
      >
        {children}
        <IdleWatch />
      </ShiftFrame>
    </NextIntlClientProvider>
  );
}

import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { savePreference } from "#app/preferences.ts";
import { requireTill } from "#app/session.ts";
import { UserMenu } from "#components/shell/user-menu.tsx";
import { Till } from "#components/till/till.tsx";
import { readPreferences } from "../../i18n/preferences.ts";
import { acceptLate, askNow, cancelOrder, charge, refundOrder } from "./actions.ts";
import { approversBeside } from "./approvers.ts";
import { saveRegister } from "./register-actions.ts";
import { freshCode, lookUp, settleDouble } from "./sale-actions.ts";
import { ownTotals } from "./shift/actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("till");
  return { title: t("title") };
}

export default async function TillPage() {
  const [seat, { language, theme, letters }, t, messages] = await Promise.all([
    requireTill(),
    readPreferences(),
    getTranslations("shell"),
    getMessages(),
  ]);
  const approvers = await approversBeside(seat.user.id, seat.register.id);
  const menu = (
    <UserMenu
      name={seat.user.name}
      language={language}
      theme={theme}
      letters={letters}
      save={savePreference}
      links={seat.canSeeOrders ? [{ href: "/orders", text: t("orders"), icon: "list" }] : []}
      registers={seat.registers.map(({ id, name, storeName }) => ({
        id,
        text: `${storeName} · ${name}`,
        chosen: id === seat.register.id,
      }))}
    />
  );
  return (
    <NextIntlClientProvider
      messages={{
        till: messages.till,
        states: messages.states,
        lock: messages.lock,
        orders: { methods: messages.orders.methods },
        shift: { own: messages.shift.own },
        shell: { test: messages.shell.test, testNote: messages.shell.testNote },
      }}
    >
      <Till
        key={seat.register.id}
        store={{ ...seat.store, letters, approvers }}
        register={seat.register}
        actions={{
          charge,
          cancelOrder,
          askNow,
          acceptLate,
          refundOrder,
          freshCode,
          settleDouble,
          lookUp,
          saveRegister,
          ownTotals,
        }}
        links={[{ href: "/shift", text: t("shift"), icon: "clock" }]}
        menu={menu}
      />
    </NextIntlClientProvider>
  );
}

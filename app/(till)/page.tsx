import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { savePreference } from "#app/preferences.ts";
import { requireTill } from "#app/session.ts";
import { TillQuestion } from "#components/lock/devices/till-question.tsx";
import { LockRow } from "#components/lock/lock-row.tsx";
import { Locker } from "#components/lock/locker.tsx";
import { SwitchButton } from "#components/lock/switch-button.tsx";
import { UserMenu } from "#components/shell/user-menu.tsx";
import { DISPLAYS_LINK } from "#components/till/displays/link.ts";
import { Till } from "#components/till/till.tsx";
import { readPreferences } from "../../i18n/preferences.ts";
import { acceptLate, askNow, cancelOrder, charge, refundOrder } from "./actions.ts";
import { approversBeside } from "./approvers.ts";
import { assignDisplay, listDisplays, pairDisplay, revokeDisplay, showOrder } from "./display-actions.ts";
import { openPin } from "./lock-actions.ts";
import { findReceipts, printCode, printReceipt } from "./receipt-actions.ts";
import { saveRegister } from "./register-actions.ts";
import { freshCode, lookUp, settleDouble } from "./sale-actions.ts";
import { ownTotals } from "./shift/actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("till");
  return { title: t("title") };
}

export default async function TillPage() {
  const [seat, { language, theme, letters, noTill }, t, td, messages] = await Promise.all([
    requireTill(),
    readPreferences(),
    getTranslations("shell"),
    getTranslations("display.dialog"),
    getMessages(),
  ]);
  const { user, till } = seat;
  const approvers = await approversBeside(user?.id ?? null);
  const menu = user && (
    <UserMenu
      name={user.name}
      language={language}
      theme={theme}
      letters={letters}
      save={savePreference}
      links={[
        ...(seat.canSeeOrders ? [{ href: "/orders", text: t("orders"), icon: "list" as const }] : []),
        { href: "/pin", text: t("myPin"), icon: "key" as const },
        ...(seat.canManageDevices
          ? [{ href: "/device", text: t(till === null ? "registerDevice" : "devices"), icon: "till" as const }]
          : []),
      ]}
      registers={seat.registers.map(({ id, name, storeName }) => ({
        id,
        text: `${storeName} · ${name}`,
        chosen: id === seat.register.id,
      }))}
      till={till && { change: (face) => <SwitchButton name={user.name}>{face}</SwitchButton>, lock: <LockRow /> }}
    />
  );
  const screen = (
    <Till
      key={seat.register.id}
      userId={user?.id ?? null}
      standing={seat.standing}
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
        showOrder,
        displays: { listDisplays, pairDisplay, assignDisplay, revokeDisplay },
        receipts: { find: findReceipts, print: printReceipt, printCode },
      }}
      links={[
        { href: "/shift", text: t("shift"), icon: "clock" },
        { href: DISPLAYS_LINK, text: td("menu"), icon: "display" },
      ]}
      menu={menu}
      question={till === null && seat.canManageDevices && !noTill && <TillQuestion save={savePreference} />}
    />
  );
  return (
    <NextIntlClientProvider
      messages={{
        till: messages.till,
        states: messages.states,
        lock: messages.lock,
        login: messages.login,
        fresh: messages.fresh,
        receipt: { till: messages.receipt.till },
        orders: { methods: messages.orders.methods },
        display: { dialog: messages.display.dialog },
        shift: { own: messages.shift.own },
        shell: { test: messages.shell.test, testNote: messages.shell.testNote },
      }}
    >
      {till === null ? (
        screen
      ) : (
        <Locker
          till={{ ...seat.store, ...till, place: seat.register.name }}
          userId={user?.id ?? null}
          openPin={openPin}
        >
          {screen}
        </Locker>
      )}
    </NextIntlClientProvider>
  );
}

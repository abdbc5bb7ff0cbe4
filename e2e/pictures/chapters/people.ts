import { expect } from "@playwright/test";
import { showPeopleScreens } from "../../fixtures/people/people-screens.ts";
import { makeRegisteredTill } from "../../fixtures/people/registered.ts";
import { showStaffScreens } from "../../fixtures/people/staff-screens.ts";
import { dropSession } from "../../fixtures/sign-in.ts";
import { CONFIRM } from "../../fixtures/till.ts";
import type { Studio } from "../studio.ts";

/** The lock, PINs and devices, and a manager who approves a refund on the spot. */
export async function takePeople({ app, page, database, gateway, save, take, openTill, stay }: Studio): Promise<void> {
  const sell = async (till: Awaited<ReturnType<typeof openTill>>, amount: string) => {
    const order = await till.charge(amount);
    await till.shows("waiting");
    return database.sale(order);
  };
  await showPeopleScreens({
    ...{ app, database, sell },
    look: (shown, screen) => save(shown, `people-${screen}`),
    openTill: (cookies, registerId) => openTill({ cookies, registerId }),
  });

  await showStaffScreens({
    ...{ app, database },
    look: (shown, screen) => save(shown, screen),
    openTill: (cookies, registerId) => openTill({ cookies, registerId }),
  });

  const counter = await makeRegisteredTill({ app, database });
  await counter.hire("Wang Wei", "9265", "manager");
  await counter.hire("Zhao Min", "7351", "manager");
  const li = await counter.hire("Li Na", "4711");
  await database.rows(
    "insert into refund_limit (store_id, role, currency, per_refund) values ($1, 'cashier', 'CNY', 10000)",
    [counter.storeId],
  );
  await dropSession(page);
  const till = await openTill({ cookies: `${await li.signIn()}; ${counter.cookie}`, registerId: counter.registerId });
  const { merchantNumber } = await sell(till, "300.00");
  await gateway.pay(merchantNumber);
  await till.shows("paid");
  await stay(till);
  const form = await till.openRefund();
  await form.getByRole("textbox").fill("150");
  await form.getByRole("combobox").selectOption("returned");
  await form.getByRole("button", { name: CONFIRM }).click();
  const pad = page.getByRole("dialog", { name: /^(Manager approval|需要店长授权)/ });
  await expect(pad).toBeVisible();
  await take("people-approval");
  await pad.getByRole("button", { name: "Wang Wei" }).click();
  await page.keyboard.type("00");
  await take("people-approval-pin");
  await page.keyboard.type("00");
  await expect(pad.getByRole("alert")).not.toBeEmpty();
  await take("people-approval-wrong");
}

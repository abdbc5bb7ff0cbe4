import { type BrowserContext, expect, type Page } from "@playwright/test";
import { makeRegisteredTill } from "./fixtures/people/registered.ts";
import { expectReachable } from "./fixtures/screens/expect-reachable.ts";
import { test } from "./fixtures/shop.ts";
import { dropSession, jarOf } from "./fixtures/sign-in.ts";

/** A phone's own authenticator, as Chromium plays it; its answer to what it is asked. */
async function giveAuthenticator(context: BrowserContext, page: Page) {
  const cdp = await context.newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      ...{ protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  return {
    recognise: (isUserVerified: boolean) => cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
  };
}

test("T11 A13 S8 a manager adds a passkey, signs in with it alone, proves to be there with it, and removes it", async ({
  app,
  database,
  openBrowser,
  watch,
}) => {
  watch.expect(/status of 401/);
  // Passkeys belong to a name; an address of numbers has none.
  const site = app.baseURL.replace("127.0.0.1", "localhost");
  const counter = await makeRegisteredTill({ app, database });
  const wang = await counter.hire("Wang Wei", "9265", "manager");
  const context = await openBrowser({ baseURL: site });
  await context.addCookies(jarOf(await wang.signIn(), site));
  const page = await context.newPage();
  const phone = await giveAuthenticator(context, page);
  await page.goto("/account");
  await page.getByLabel("Name of a new passkey").fill("My phone");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  const listed = page.locator("[data-passkeys] li");
  await expect(listed).toHaveCount(1);
  await expect(listed).toContainText("not used yet");
  await page.setViewportSize({ width: 320, height: 640 });
  await expectReachable(page, 24);

  await dropSession(page);
  await page.goto("/login?callbackUrl=/account");
  const signIn = page.getByRole("button", { name: "Sign in with passkey" });
  await phone.recognise(false);
  await signIn.click();
  await expect(page.getByText("No passkey was used.")).toBeVisible();
  await phone.recognise(true);
  await signIn.click();
  await expect(page).toHaveURL(`${site}/account`);
  // The session in which it was added is worth as much.
  await expect(page.getByText("By passkey")).toHaveCount(2);
  await expect(listed).toContainText("last used");

  await database.rows("update user_session set started_at = started_at - interval '11 minutes' where user_id = $1", [
    wang.id,
  ]);
  await page.getByRole("button", { name: "Remove My phone" }).click();
  const again = page.getByRole("dialog", { name: "Is it still you?" });
  await again.getByRole("button", { name: "Sign in with passkey" }).click();
  await expect(listed).toHaveCount(0);

  await dropSession(page);
  await page.goto("/login");
  await signIn.click();
  await expect(page.getByText("This passkey does not sign in here.")).toBeVisible();
});

test("T11 where the address has no name the sign-in shows no passkeys, and the own page says why", async ({
  app,
  database,
  openBrowser,
}) => {
  const counter = await makeRegisteredTill({ app, database });
  const li = await counter.hire("Li Na", "4711");
  const context = await openBrowser();
  const page = await context.newPage();
  await page.goto("/login");
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign in with passkey" })).toHaveCount(0);
  await context.addCookies(jarOf(await li.signIn(), app.baseURL));
  await page.goto("/account");
  await expect(page.getByText("Passkeys need an https address with a name.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Add a passkey" })).toHaveCount(0);
});

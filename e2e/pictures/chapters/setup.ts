import { makeRegisteredTill } from "../../fixtures/people/registered.ts";
import { showSetupScreens } from "../../fixtures/people/setup-screens.ts";
import { jarOf } from "../../fixtures/sign-in.ts";
import type { Studio } from "../studio.ts";

/** The first run of an installation. */
export async function takeSetup({ app, page, database, save }: Studio): Promise<void> {
  const counter = await makeRegisteredTill({ app, database });
  const zhou = await counter.hire("Zhou Fang", "8150", "owner");
  await page.context().addCookies(jarOf(await zhou.signIn(), app.baseURL));
  await showSetupScreens({ ...{ database, page, userId: zhou.id }, look: (shown, screen) => save(shown, screen) });
}

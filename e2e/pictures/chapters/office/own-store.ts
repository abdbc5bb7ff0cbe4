import { makeRegisteredTill } from "../../../fixtures/people/registered.ts";
import { jarOf } from "../../../fixtures/sign-in.ts";
import type { Studio } from "../../studio.ts";

/** A practice store of its own, and its owner, who has signed in just now. */
export async function openOwnStore({ app, database, page }: Studio) {
  const counter = await makeRegisteredTill({ app, database });
  const owner = await counter.hire("Zhou Fang", "8150", "owner");
  await page.context().addCookies(jarOf(await owner.signIn(), app.baseURL));
  return { ...counter, owner };
}

"use server";

import { action } from "#app/action.ts";
import { doer, watchSession } from "#app/session.ts";
import { findTestNews } from "#lib/stores/accounts/find-news.ts";
import {
  checkAccount as lookThrough,
  removeAccount as remove,
  saveAccount as writeAccount,
} from "#lib/stores/accounts/save-account.ts";
import { testAccount as tryAccount, testTyped as tryTyped } from "#lib/stores/accounts/start-test.ts";
import { watchRights } from "#lib/stores/accounts/watch-rights.ts";
import type {
  CheckAccountResult,
  SaveAccountResult,
  TestAccountResult,
  TestNewsResult,
} from "#lib/stores/manage/commands.ts";
import { accountInput, saveAccountInput, testNewsInput, typedAccount } from "#lib/stores/manage/schema.ts";

export const checkAccount = action(
  { name: "checkAccount", takes: typedAccount, refusal: "not_found" },
  async ({ shop, staff }, input): Promise<CheckAccountResult> => lookThrough(shop, await doer(staff), input),
);

export const saveAccount = action(
  { name: "saveAccount", takes: saveAccountInput, refusal: "not_found", fresh: true },
  async ({ shop, staff }, input): Promise<SaveAccountResult> => writeAccount(shop, await doer(staff), input),
);

export const removeAccount = action(
  { name: "removeAccount", takes: accountInput, refusal: "not_found", fresh: true },
  async ({ shop, staff }, input) => remove(shop, await doer(staff), input),
);

export const testNews = action(
  { name: "testNews", takes: testNewsInput, refusal: "not_found" },
  ({ shop, userId }, input): Promise<TestNewsResult> => findTestNews(shop, userId, input),
);

/** Both answer at once, and send each verdict when it is there, as long as the session lasts. */
export const testAccount = action(
  { name: "testAccount", takes: accountInput, refusal: "not_found" },
  async ({ shop, staff }, input) => whileSignedIn(await tryAccount(shop, await doer(staff), input)),
);

export const testTyped = action(
  { name: "testTyped", takes: typedAccount, refusal: "not_found" },
  async ({ shop, staff }, input) => whileSignedIn(await tryTyped(shop, await doer(staff), input)),
);

async function whileSignedIn(result: TestAccountResult): Promise<TestAccountResult> {
  if (result.kind !== "testing") return result;
  return { kind: "testing", verdicts: watchRights(result.verdicts, await watchSession()) };
}

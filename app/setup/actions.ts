"use server";

import { action } from "#app/action.ts";
import { doer } from "#app/session.ts";
import { addFirstStore as makeFirstStore } from "#lib/setup/add-first-store.ts";
import { claimOwner as claim } from "#lib/setup/claim-owner.ts";
import type { AddFirstStoreResult, ClaimResult } from "#lib/setup/commands.ts";
import { addFirstStoreInput, claimInput } from "#lib/setup/schema.ts";

export const claimOwner = action(
  { name: "claimOwner", takes: claimInput, refusal: "not_found", fresh: true },
  async ({ shop, staff }, input): Promise<ClaimResult> => claim(shop, { staff, doer: await doer(staff) }, input),
);

export const addFirstStore = action(
  { name: "addFirstStore", takes: addFirstStoreInput, refusal: "not_found", fresh: true },
  async ({ shop, staff }, input): Promise<AddFirstStoreResult> => makeFirstStore(shop, await doer(staff), input),
);

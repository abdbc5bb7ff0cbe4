"use server";

import { action } from "#app/action.ts";
import { doer } from "#app/session.ts";
import type { NameRegisterResult, SaveCurrencyResult, SaveStoreResult } from "#lib/stores/manage/commands.ts";
import { takeCurrency as takeAway, saveCurrency as writeCurrency } from "#lib/stores/manage/save-currency.ts";
import { nameRegister as writeRegister } from "#lib/stores/manage/save-register.ts";
import { addStore as makeStore, saveStore as writeStore } from "#lib/stores/manage/save-store.ts";
import {
  addStoreInput,
  nameRegisterInput,
  saveCurrencyInput,
  saveStoreInput,
  takeCurrencyInput,
} from "#lib/stores/manage/schema.ts";

export const addStore = action(
  { name: "addStore", takes: addStoreInput, refusal: "not_found", fresh: true },
  async ({ shop, staff }, input): Promise<SaveStoreResult> => makeStore(shop, await doer(staff), input),
);

export const saveStore = action(
  { name: "saveStore", takes: saveStoreInput, refusal: "not_found", fresh: true },
  async ({ shop, staff }, input): Promise<SaveStoreResult> => writeStore(shop, await doer(staff), input),
);

export const nameRegister = action(
  { name: "nameRegister", takes: nameRegisterInput, refusal: "not_found", fresh: true },
  async ({ shop, staff }, input): Promise<NameRegisterResult> => writeRegister(shop, await doer(staff), input),
);

export const saveCurrency = action(
  { name: "saveCurrency", takes: saveCurrencyInput, refusal: "not_found", fresh: true },
  async ({ shop, staff }, input): Promise<SaveCurrencyResult> => writeCurrency(shop, await doer(staff), input),
);

export const takeCurrency = action(
  { name: "takeCurrency", takes: takeCurrencyInput, refusal: "not_found", fresh: true },
  async ({ shop, staff }, input) => takeAway(shop, await doer(staff), input),
);

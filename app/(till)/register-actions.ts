"use server";

import { action } from "#app/action.ts";
import { asUser } from "#lib/auth/find-viewer.ts";
import { saveRegister as save } from "#lib/registers/save-register.ts";
import { registerInput } from "#lib/registers/schema.ts";

export const saveRegister = action(
  { name: "saveRegister", takes: registerInput, refusal: "not_found" },
  ({ shop, userId }, input) => save(shop, asUser(userId), input),
);

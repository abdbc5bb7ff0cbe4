"use server";

import { acting } from "#app/session.ts";
import { asUser } from "#lib/auth/find-viewer.ts";
import { processShop } from "#lib/process.ts";
import type { RegisterInput, SaveRegisterResult } from "#lib/registers/commands.ts";
import { saveRegister as save } from "#lib/registers/save-register.ts";
import { registerInput } from "#lib/registers/schema.ts";

export async function saveRegister(input: RegisterInput): Promise<SaveRegisterResult> {
  const staff = await acting(input);
  if (!staff) return { kind: "signed_out" };
  const parsed = registerInput.safeParse(input);
  if (!parsed.success) return { kind: "not_found" };
  return save(processShop(), asUser(staff.user.id), parsed.data);
}

"use server";

import { acting } from "#app/session.ts";
import { assignDisplay as assign } from "#lib/displays/assign-display.ts";
import type { DisplayInput, DisplayResult, PairInput, PairResult } from "#lib/displays/commands.ts";
import { pairDisplay as pair } from "#lib/displays/confirm-pairing.ts";
import { listDisplays as list } from "#lib/displays/queries.ts";
import { revokeDisplay as revoke } from "#lib/displays/revoke-display.ts";
import { displayInput, pairInput, registerInput, shownInput } from "#lib/displays/schema.ts";
import { showOrder as show } from "#lib/displays/show-order.ts";
import { processShop } from "#lib/process.ts";

/** Puts an order before the customer. The till does not wait for it: the display follows by itself. */
export async function showOrder(input: { orderId: string }): Promise<void> {
  const staff = await acting(input);
  const parsed = shownInput.safeParse(input);
  if (staff && parsed.success) await show(processShop(), staff.user.id, parsed.data.orderId);
}

export async function listDisplays(input: { registerId: string }): Promise<DisplayResult> {
  const staff = await acting(input);
  if (!staff) return { kind: "signed_out" };
  const parsed = registerInput.safeParse(input);
  return parsed.success ? listed(staff.user.id, parsed.data.registerId) : { kind: "not_found" };
}

export async function pairDisplay(input: PairInput): Promise<PairResult> {
  const staff = await acting(input);
  if (!staff) return { kind: "signed_out" };
  const parsed = pairInput.safeParse(input);
  if (!parsed.success) return { kind: "not_found" };
  const { kind } = await pair(processShop(), staff.user.id, parsed.data);
  return kind === "paired" ? listed(staff.user.id, parsed.data.registerId) : { kind };
}

export async function assignDisplay(input: DisplayInput): Promise<DisplayResult> {
  const staff = await acting(input);
  if (!staff) return { kind: "signed_out" };
  const parsed = displayInput.safeParse(input);
  if (!parsed.success) return { kind: "not_found" };
  const isDone = await assign(processShop(), staff.user.id, parsed.data);
  return isDone ? listed(staff.user.id, parsed.data.registerId) : { kind: "not_found" };
}

export async function revokeDisplay(input: DisplayInput): Promise<DisplayResult> {
  const staff = await acting(input);
  if (!staff) return { kind: "signed_out" };
  const parsed = displayInput.safeParse(input);
  if (!parsed.success) return { kind: "not_found" };
  const isDone = await revoke(processShop(), staff.user.id, parsed.data);
  return isDone ? listed(staff.user.id, parsed.data.registerId) : { kind: "not_found" };
}

async function listed(userId: string, registerId: string): Promise<DisplayResult> {
  const found = await list(processShop(), userId, registerId);
  return found ? { kind: "listed", ...found } : { kind: "not_found" };
}

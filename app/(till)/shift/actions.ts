"use server";

import { headers } from "next/headers";
import { acting } from "#app/session.ts";
import { findDevice } from "#lib/auth/find-device.ts";
import { readDeviceToken } from "#lib/auth/session.ts";
import { processShop } from "#lib/process.ts";
import { checkShift as askAboutShift } from "#lib/shifts/check-shift.ts";
import { closeShift as endShift } from "#lib/shifts/close-shift.ts";
import type {
  CheckShiftInput,
  CheckShiftResult,
  CloseShiftInput,
  CloseShiftResult,
  OpenShiftResult,
  OwnTotalsResult,
  PrintResult,
  TakeOverInput,
  TakeOverResult,
} from "#lib/shifts/commands.ts";
import { findOwnTotals } from "#lib/shifts/find-own-totals.ts";
import { openShift as beginShift } from "#lib/shifts/open-shift.ts";
import { printReport as notePrint } from "#lib/shifts/print-report.ts";
import { checkInput, closeInput, registerInput, shiftInput, takeOverInput } from "#lib/shifts/schema.ts";
import { takeOver as receiveShift } from "#lib/shifts/take-over.ts";

export async function openShift(input: { registerId: string }): Promise<OpenShiftResult> {
  const staff = await acting(input);
  if (!staff) return { kind: "signed_out" };
  const parsed = registerInput.safeParse(input);
  if (!parsed.success) return { kind: "not_allowed" };
  const shop = processShop();
  const device = await findDevice(shop, "till", readDeviceToken((await headers()).get("cookie"), "till"));
  return beginShift(shop, { userId: staff.user.id, deviceId: device?.id ?? null }, parsed.data.registerId);
}

export async function takeOver(input: TakeOverInput): Promise<TakeOverResult> {
  const staff = await acting(input);
  if (!staff) return { kind: "signed_out" };
  const parsed = takeOverInput.safeParse(input);
  return parsed.success ? receiveShift(processShop(), staff.user.id, parsed.data) : { kind: "not_allowed" };
}

export async function checkShift(input: CheckShiftInput): Promise<CheckShiftResult> {
  const staff = await acting(input);
  if (!staff) return { kind: "signed_out" };
  const parsed = checkInput.safeParse(input);
  if (!parsed.success) return { kind: "not_allowed" };
  return askAboutShift(processShop(), { userId: staff.user.id }, parsed.data);
}

export async function closeShift(input: CloseShiftInput): Promise<CloseShiftResult> {
  const staff = await acting(input);
  if (!staff) return { kind: "signed_out" };
  const parsed = closeInput.safeParse(input);
  return parsed.success ? endShift(processShop(), staff.user.id, parsed.data) : { kind: "not_allowed" };
}

export async function printReport(input: { shiftId: string }): Promise<PrintResult> {
  const staff = await acting(input);
  if (!staff) return { kind: "signed_out" };
  const parsed = shiftInput.safeParse(input);
  return parsed.success ? notePrint(processShop(), staff.user.id, parsed.data.shiftId) : { kind: "not_allowed" };
}

export async function ownTotals(input: { registerId: string }): Promise<OwnTotalsResult> {
  const staff = await acting(input);
  if (!staff) return { kind: "signed_out" };
  const parsed = registerInput.safeParse(input);
  if (!parsed.success) return { kind: "not_allowed" };
  return { kind: "totals", totals: await findOwnTotals(processShop(), staff.user.id, parsed.data.registerId) };
}

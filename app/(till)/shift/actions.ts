"use server";

import { action } from "#app/action.ts";
import { actingTill, doer } from "#app/session.ts";
import { checkShift as askAboutShift } from "#lib/shifts/check-shift.ts";
import { closeShift as endShift } from "#lib/shifts/close-shift.ts";
import { findOwnTotals } from "#lib/shifts/find-own-totals.ts";
import { openShift as beginShift } from "#lib/shifts/open-shift.ts";
import { printReport as notePrint } from "#lib/shifts/print-report.ts";
import { checkInput, closeInput, registerInput, shiftInput, takeOverInput } from "#lib/shifts/schema.ts";
import { takeOver as receiveShift } from "#lib/shifts/take-over.ts";

export const openShift = action(
  { name: "openShift", takes: registerInput, refusal: "not_allowed" },
  async ({ shop, userId }, { registerId }) =>
    beginShift(shop, { userId, deviceId: (await actingTill())?.id ?? null }, registerId),
);

export const takeOver = action(
  { name: "takeOver", takes: takeOverInput, refusal: "not_allowed" },
  ({ shop, userId }, input) => receiveShift(shop, userId, input),
);

export const checkShift = action(
  { name: "checkShift", takes: checkInput, refusal: "not_allowed" },
  ({ shop, userId }, input) => askAboutShift(shop, { userId }, input),
);

export const closeShift = action(
  { name: "closeShift", takes: closeInput, refusal: "not_allowed" },
  async ({ shop, staff }, input) => endShift(shop, await doer(staff), input),
);

export const printReport = action(
  { name: "printReport", takes: shiftInput, refusal: "not_allowed" },
  ({ shop, userId }, { shiftId }) => notePrint(shop, userId, shiftId),
);

export const ownTotals = action(
  { name: "ownTotals", takes: registerInput, refusal: "not_allowed" },
  ({ shop, userId }, { registerId }) => findOwnTotals(shop, userId, registerId),
);

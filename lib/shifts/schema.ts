import { z } from "zod";
import { MOST_ASKED } from "./view.ts";

/** More than any shift leaves open, and few enough to be asked about in one go. */
const MOST_ITEMS = 500;

const note = z.string().max(20_000);

/** The shapes of what screens send; what the values mean is checked afterwards. */
export const registerInput = z.strictObject({ registerId: z.uuid() });
export const shiftInput = z.strictObject({ shiftId: z.uuid() });
export const takeOverInput = z.strictObject({ shiftId: z.uuid(), note });
export const checkInput = z.strictObject({
  shiftId: z.uuid(),
  ask: z.array(z.uuid()).max(MOST_ASKED),
  of: z.array(z.uuid()).max(MOST_ITEMS),
});
export const closeInput = z.strictObject({
  shiftId: z.uuid(),
  note,
  left: z.array(z.strictObject({ id: z.uuid(), note })).max(MOST_ITEMS),
});

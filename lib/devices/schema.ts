import { z } from "zod";
import { line } from "#lib/schema.ts";

const pin = z.string().regex(/^[0-9]{4,8}$/);

export const addTillInput = z.strictObject({ registerId: z.uuid(), name: line(40) });
export const deviceInput = z.strictObject({ deviceId: z.uuid() });
export const openPinInput = z.strictObject({ userId: z.uuid(), approverId: z.uuid(), pin });
export const setPinInput = z.strictObject({
  storeId: z.uuid(),
  password: z.string().min(1).max(200),
  /** Any length: which one the store wants is said in the answer. */
  pin: z.string().max(20),
});

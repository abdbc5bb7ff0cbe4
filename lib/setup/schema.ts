import { z } from "zod";
import { line } from "#lib/schema.ts";
import { LOGIN } from "#lib/staff/schema.ts";
import { storeForm } from "#lib/stores/manage/schema.ts";

/** Which new passwords are refused is said in the answer. */
export const claimInput = z.strictObject({
  name: line(80),
  login: z.string().regex(LOGIN),
  password: z.string().min(1).max(1000),
});

export const addFirstStoreInput = z.strictObject({ general: storeForm });

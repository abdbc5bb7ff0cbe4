import { z } from "zod";
import { line } from "#lib/schema.ts";

const id = z.uuid();

export const registerInput = z.strictObject({ registerId: id });
export const displayInput = z.strictObject({ registerId: id, displayId: id });
export const pairInput = z.strictObject({
  registerId: id,
  code: z.string().regex(/^[0-9]{6}$/),
  name: line(40),
});
export const shownInput = z.strictObject({ orderId: id });

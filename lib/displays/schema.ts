import { z } from "zod";

const id = z.uuid();

export const registerInput = z.strictObject({ registerId: id });
export const displayInput = z.strictObject({ registerId: id, displayId: id });
export const pairInput = z.strictObject({
  registerId: id,
  code: z.string().regex(/^[0-9]{6}$/),
  name: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u),
});
export const shownInput = z.strictObject({ orderId: id });

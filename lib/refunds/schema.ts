import { z } from "zod";

/** The shape of what a screen sends; what the values mean is checked afterwards. */
export const refundInput = z.strictObject({
  orderId: z.uuid(),
  registerId: z.uuid(),
  clientKey: z.uuid(),
  amount: z.string().max(64),
  reason: z.string().max(20_000),
  approval: z.strictObject({ approverId: z.uuid(), pin: z.string().max(8) }).exactOptional(),
});

import { z } from "zod";

/** The shape of what a screen sends; what the values mean is checked afterwards. */
export const refundInput = z.strictObject({
  orderId: z.uuid(),
  clientKey: z.uuid(),
  amount: z.string().max(64),
  reason: z.string().max(20_000),
});

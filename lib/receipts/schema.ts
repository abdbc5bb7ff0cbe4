import { z } from "zod";

export const printInput = z.strictObject({
  orderId: z.uuid(),
  refundId: z.uuid().nullable(),
  paperWidth: z.union([z.literal(58), z.literal(80)]),
});

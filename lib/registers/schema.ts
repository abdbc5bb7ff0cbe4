import { z } from "zod";

/** What a screen sends to change how a register sounds or prints. What is left out stays. */
export const registerInput = z.strictObject({
  registerId: z.uuid(),
  volume: z.int().min(0).max(100).optional(),
  voice: z.enum(["store", "en", "zh-CN", "off"]).optional(),
  paperWidth: z.union([z.literal(58), z.literal(80)]).optional(),
});

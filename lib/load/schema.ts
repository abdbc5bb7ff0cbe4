import { z } from "zod";

const DAY_MS = 24 * 60 * 60_000;

/** What a load is to be like; the same wish makes the same sales. */
export const loadWish = z
  .strictObject({
    orders: z.coerce.number().int().min(1).max(10_000_000),
    days: z.coerce.number().int().min(1).max(3650).default(365),
    seed: z.coerce.number().int().min(1).max(999_999).default(1),
    /** The instant that is "now" for the last sales. */
    until: z.iso.datetime({ offset: true }).optional(),
  })
  .transform(({ until, ...wish }) => ({ ...wish, until: until === undefined ? Date.now() : Date.parse(until) }))
  .refine(({ until }) => until <= Date.now() + DAY_MS, { path: ["until"], message: "not in the future" });

export type LoadWish = z.infer<typeof loadWish>;

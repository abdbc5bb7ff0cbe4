import { z } from "zod";

/** A name or another short word of a form: one line that says something, without the characters that steer machines. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, "no control characters");

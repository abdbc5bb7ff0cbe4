import type { z } from "zod";
import type { Transaction } from "#lib/db/client.ts";
import type { Shop } from "#lib/process.ts";
import { refusalOf } from "../apply/refuse.ts";
import type { Misfit } from "./commands.ts";

/** Applies something as a form wants it; what the engine refuses becomes the names of the fields that do not fit. */
export async function applyForm<Result extends { kind: string }>(
  shop: Shop,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result | Misfit> {
  try {
    return await shop.prisma.$transaction(work);
  } catch (error) {
    const problems = refusalOf(error);
    if (problems === null) throw error;
    return { kind: "misfit", fields: problems.map(({ at }) => at.slice(at.lastIndexOf(".") + 1)) };
  }
}

export const misfitOf = (issues: readonly z.core.$ZodIssue[]): Misfit => ({
  kind: "misfit",
  fields: [...new Set(issues.map(({ path }) => String(path[0] ?? "")))],
});

import type { Shop } from "#lib/process.ts";

/** What the audit tells of somebody or something, in its order. */
export async function toldKinds({ prisma }: Shop, subjectId: string): Promise<string[]> {
  const entries = await prisma.auditEntry.findMany({ where: { subjectId }, orderBy: { id: "asc" } });
  return entries.map(({ kind }) => kind);
}

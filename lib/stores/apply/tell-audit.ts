import type { Doer } from "#lib/actor.ts";
import type { AuditKind } from "#lib/audit/view.ts";
import type { Transaction } from "#lib/db/client.ts";

type Applied = { change: "made" | "changed" | "kept"; id: string; name: string; changed: string[] };

/** What was changed, by name: no value of it, and so no secret. Without a doer it was done on the machine itself, by a file. */
export async function tellAudit(
  tx: Transaction,
  subject: "account" | "store" | "person",
  { doer, ...applied }: Applied & { doer?: Doer },
): Promise<void> {
  const { change, id, name, changed } = applied;
  if (change === "kept") return;
  const kind: AuditKind = `${subject}_applied`;
  const storeId = subject === "store" ? id : null;
  const facts = { name, change, changed };
  const by = doer && { userId: doer.userId, deviceId: doer.deviceId, address: doer.address };
  await tx.auditEntry.create({ data: { ...by, kind, storeId, subject, subjectId: id, facts } });
}

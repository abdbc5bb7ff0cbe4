import type { Transaction } from "#lib/db/client.ts";
import type { Shop } from "#lib/process.ts";
import { accountContext, notifyUrl } from "../find-gateway.ts";
import { storeFile } from "../schema.ts";
import { addOwners } from "./add-owners.ts";
import { applyAccount, type ReadSecret } from "./apply-account.ts";
import { applyPerson } from "./apply-person.ts";
import { applyStore } from "./apply-store.ts";
import { type FileProblem, refusalOf } from "./refuse.ts";
import { tellAudit } from "./tell-audit.ts";

export type ApplyResult =
  /** One line for each thing in the file, such as "store corner: changed". */
  { kind: "applied"; lines: string[] } | { kind: "refused"; problems: FileProblem[] };

/** Brings the shop to what the file says, all or nothing. Applying the same file again changes nothing. */
export async function applyStoreFile(shop: Shop, content: unknown, readSecret: ReadSecret): Promise<ApplyResult> {
  const parsed = storeFile.safeParse(content);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      at: issue.path.join(".") || "file",
      problem: issue.message,
    }));
    return { kind: "refused", problems };
  }
  const { merchant, accounts, stores, staff } = parsed.data;
  const apply = async (tx: Transaction): Promise<string[]> => {
    const lines: string[] = [];
    const merchantId = await applyMerchant(tx, merchant, lines);
    for (const entry of accounts) {
      const context = accountContext({ ...entry, notifyToken: "" }, shop);
      const { notifyToken, ...applied } = await applyAccount(tx, entry, { merchantId, readSecret, context });
      await tellAudit(tx, "account", { ...applied, name: entry.code });
      const address = notifyUrl({ ...entry, notifyToken });
      lines.push(`account ${entry.code}: ${applied.change}${address === null ? "" : `, notices to ${address}`}`);
    }
    for (const entry of stores) {
      const applied = await applyStore(tx, entry, merchantId);
      if (applied.change === "made") await addOwners(tx, applied.id);
      await tellAudit(tx, "store", { ...applied, name: entry.code });
      lines.push(`store ${entry.code}: ${applied.change}`);
    }
    for (const entry of staff) {
      const [password = null, pin = null] = [entry.password, entry.pin].map((one) => one && readSecret(one));
      const applied = await applyPerson(tx, entry, { password, pin });
      await tellAudit(tx, "person", { ...applied, name: entry.login });
      lines.push(`staff ${entry.login}: ${applied.change}`);
    }
    return lines;
  };
  try {
    return { kind: "applied", lines: await shop.prisma.$transaction(apply, { timeout: 30_000 }) };
  } catch (error) {
    const problems = refusalOf(error);
    if (problems) return { kind: "refused", problems };
    throw error;
  }
}

async function applyMerchant(tx: Transaction, merchant: { code: string; name: string }, lines: string[]) {
  const known = await tx.merchant.findUnique({ where: { code: merchant.code } });
  if (known?.name === merchant.name) return known.id;
  lines.push(`merchant ${merchant.code}: ${known ? "changed" : "made"}`);
  const { id } = await tx.merchant.upsert({
    where: { code: merchant.code },
    create: merchant,
    update: { name: merchant.name },
  });
  return id;
}

import type { PrismaClient } from "#lib/db/client.ts";
import type { Shop } from "#lib/process.ts";
import { accountContext } from "../find-gateway.ts";
import { storeFile } from "../schema.ts";
import { applyAccount, type ReadSecret } from "./apply-account.ts";
import { applyPerson } from "./apply-person.ts";
import { applyStore } from "./apply-store.ts";
import { type FileProblem, refusalOf } from "./refuse.ts";

export type ApplyResult =
  /** One line for each thing in the file, such as "store corner: changed". */
  { kind: "applied"; lines: string[] } | { kind: "refused"; problems: FileProblem[] };

type Tx = Omit<PrismaClient, "$connect" | "$disconnect" | "$on" | "$transaction" | "$extends">;

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
  const apply = async (tx: Tx): Promise<string[]> => {
    const lines: string[] = [];
    const { id: merchantId } = await tx.merchant.upsert({
      where: { code: merchant.code },
      create: merchant,
      update: { name: merchant.name },
    });
    for (const entry of accounts) {
      const context = accountContext({ ...entry, notifyToken: "" }, shop);
      lines.push(`account ${entry.code}: ${await applyAccount(tx, entry, { merchantId, readSecret, context })}`);
    }
    for (const entry of stores) {
      const change = await applyStore(tx, entry, merchantId);
      if (change === "made") await letOwnersIn(tx, entry.code);
      lines.push(`store ${entry.code}: ${change}`);
    }
    for (const entry of staff) {
      const password = entry.password === undefined ? null : readSecret(entry.password);
      lines.push(`staff ${entry.login}: ${await applyPerson(tx, entry, password)}`);
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

/** Whoever owns the installation owns each new store. */
async function letOwnersIn(tx: Tx, storeCode: string): Promise<void> {
  const store = await tx.store.findUniqueOrThrow({ where: { code: storeCode } });
  const owners = await tx.user.findMany({ where: { owner: true } });
  await tx.membership.createMany({
    data: owners.map(({ id }) => ({ userId: id, storeId: store.id, role: "owner" })),
    skipDuplicates: true,
  });
}

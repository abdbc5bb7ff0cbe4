import type { Shop } from "#lib/process.ts";

/** The accounts of the practice stores, without keys: nothing of a load calls a gateway. */
export async function makePracticeAccounts({ prisma }: Shop): Promise<void> {
  const merchant = await prisma.merchant.create({ data: { code: "practice", name: "Practice" } });
  for (const generation of ["openapi", "mapi", "intl"]) {
    const own = { code: `practice-${generation}`, generation, practice: true, notifyToken: `practice-${generation}` };
    const versions = { create: { version: 1, settings: {}, sealed: new Uint8Array() } };
    await prisma.gatewayAccount.create({ data: { ...own, merchantId: merchant.id, versions } });
  }
  await prisma.user.create({ data: { login: "owner", name: "Owner", owner: true, passwordHash: "" } });
}

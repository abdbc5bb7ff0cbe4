import { randomBytes } from "node:crypto";
import type { Shop } from "#lib/process.ts";
import { tokenHash } from "../find-device.ts";
import { hashPassword } from "../password.ts";
import { hashPin } from "../pin.ts";
import type { Role } from "../roles.ts";

export const PASSWORD = "a long password";

/** A store with a register and a till that was let in, and people with PINs. */
export async function makePinStore(shop: Shop) {
  const { prisma } = shop;
  const tag = crypto.randomUUID().slice(0, 8);
  const merchant = await prisma.merchant.create({ data: { code: `m-${tag}`, name: "M" } });
  const store = await prisma.store.create({
    data: {
      merchantId: merchant.id,
      code: `s-${tag}`,
      name: "S",
      practice: false,
      timeZone: "Asia/Shanghai",
      currency: "CNY",
      registers: { create: { code: "1", name: "Till 1" } },
    },
    include: { registers: true },
  });
  const storeId = store.id;
  const registerId = store.registers[0]?.id ?? "";
  const passwordHash = await hashPassword(PASSWORD);
  const hire = async (userId: string, role: Role, pin: string | null) => {
    const pinHash = pin === null ? null : new Uint8Array(await hashPin(pin, storeId));
    await prisma.membership.create({ data: { userId, storeId, role, pinHash } });
  };
  return {
    storeId,
    registerId,
    hire,
    /** The id of a new member of the store. */
    async person(role: Role, pin: string | null): Promise<string> {
      const login = `${role}-${crypto.randomUUID()}`;
      const user = await prisma.user.create({ data: { login, name: login, passwordHash } });
      await hire(user.id, role, pin);
      return user.id;
    },
    /** A till that was let in, with the secret in its cookie. */
    async till(): Promise<{ deviceId: string; token: string }> {
      const token = randomBytes(32).toString("base64url");
      const device = await prisma.device.create({
        data: { kind: "till", storeId, registerId, name: "Counter", tokenHash: new Uint8Array(tokenHash(token)) },
      });
      return { deviceId: device.id, token };
    },
  };
}

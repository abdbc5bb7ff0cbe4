import { randomBytes, randomInt } from "node:crypto";
import { findDevice, tokenHash } from "#lib/auth/find-device.ts";
import { readDeviceToken } from "#lib/auth/session.ts";
import type { Transaction } from "#lib/db/client.ts";
import { networkOf } from "#lib/network.ts";
import type { Shop } from "#lib/process.ts";
import { lockPairing } from "./sql/lock-pairing.ts";

export type Pairing =
  | { kind: "paired" }
  /** `token`: the secret that the browser has to keep from now on; null when it has one already. */
  | { kind: "waiting"; code: string; endsAt: Date; token: string | null }
  | { kind: "too_many" };

const LIFE_MS = 10 * 60_000;
const MOST_PER_NETWORK = 10;
const MOST = 1000;

/** The digits by which a browser becomes a display: those that it has, while they last, else fresh ones. */
export async function beginPairing(
  shop: Shop,
  { cookieHeader, address }: { cookieHeader: string | undefined; address: string },
): Promise<Pairing> {
  const device = await findDevice(shop, "display", readDeviceToken(cookieHeader, "display"));
  if (device?.registerId) return { kind: "paired" };
  const { pairingCode: code, pairingEndsAt: endsAt } = device ?? {};
  if (code && endsAt && endsAt > new Date()) return { kind: "waiting", code, endsAt, token: null };
  return shop.prisma.$transaction((tx) => addUnpaired(tx, networkOf(address)));
}

async function addUnpaired(tx: Transaction, network: string): Promise<Pairing> {
  await tx.$executeRawUnsafe(lockPairing.text);
  const now = new Date();
  await tx.device.deleteMany({ where: { pairingEndsAt: { lte: now } } });
  const waiting = await tx.device.findMany({
    where: { pairingCode: { not: null } },
    select: { pairingCode: true, pairingAddress: true },
  });
  const here = waiting.filter(({ pairingAddress }) => pairingAddress === network);
  if (waiting.length >= MOST || here.length >= MOST_PER_NETWORK) return { kind: "too_many" };
  const token = randomBytes(32).toString("base64url");
  const code = freshCode(new Set(waiting.map(({ pairingCode }) => pairingCode)));
  const endsAt = new Date(now.getTime() + LIFE_MS);
  await tx.device.create({
    data: {
      kind: "display",
      name: "",
      tokenHash: new Uint8Array(tokenHash(token)),
      pairingCode: code,
      pairingEndsAt: endsAt,
      pairingAddress: network,
    },
  });
  return { kind: "waiting", code, endsAt, token };
}

function freshCode(taken: ReadonlySet<string | null>): string {
  for (;;) {
    const code = randomInt(1_000_000).toString().padStart(6, "0");
    if (!taken.has(code)) return code;
  }
}

import { run } from "#lib/db/statement.ts";
import type { Shop } from "#lib/process.ts";
import { readSession } from "../session.ts";
import { insertSession, type SignInWay } from "../sql/session.ts";
import { describeBrowser } from "./describe-browser.ts";

/** Who has just proved to be somebody, how, and in which browser. */
export type Proof = {
  user: { id: string; sessionVersion: number };
  way: SignInWay;
  /** The till of a PIN. */
  deviceId: string | null;
  address: string | null;
  userAgent: string | null;
  /** What the browser had before: a session in it is over, wherever a copy of it may be (S8). */
  cookieHeader: string | null;
};

/** The id of a new session: the only place that makes one. Null for somebody who was signed out everywhere meanwhile. */
export async function beginSession(shop: Shop, proof: Proof): Promise<string | null> {
  const { user, way, deviceId, address, userAgent, cookieHeader } = proof;
  const before = await readSession(cookieHeader);
  const [session] = await run(shop.pool, insertSession, [
    ...[crypto.randomUUID(), user.id, user.sessionVersion, way, deviceId],
    ...[address, describeBrowser(userAgent ?? ""), before?.id ?? null],
  ]);
  return session?.id ?? null;
}

import { createHash } from "node:crypto";
import { decode } from "next-auth/jwt";
import { env } from "#lib/env.ts";
import { isUuid } from "#lib/uuid.ts";

/** How long a session lasts without a new sign-in, in seconds: a long working day. */
export const SESSION_SECONDS = 12 * 60 * 60;

/** True when browsers reach us by https only: cookies are then bound to it. */
export const isSecure = (): boolean => env.publicUrl()?.startsWith("https:") ?? false;

/** Cookie names; the `__Host-` prefix makes browsers refuse a cookie that was set from elsewhere or without https. */
export const cookieName = (what: "session" | "csrf" | "callback"): string =>
  `${isSecure() ? "__Host-" : ""}scantill.${what}`;

/** What a session token says. Whether it still holds is asked of the database (find-staff). */
export type Session = {
  /** Of this sign-in alone, so that it can be ended alone. */
  id: string;
  userId: string;
  /** Of a sign-in by PIN: the till it was made at, the secret of the till that asks now, and the mark of the PIN. */
  till: { deviceId: string; token: string; pinMark: string } | null;
};

/** Tells one PIN from the next in a session token: sessions end when the PIN is changed (S8). */
export const pinMark = (pinHash: Uint8Array): string => createHash("sha256").update(pinHash).digest("hex");

/** Reads the session out of a Cookie header; null when there is none, or it is forged or over. */
export async function readSession(cookieHeader: string | null | undefined): Promise<Session | null> {
  const token = readCookie(cookieHeader ?? "", cookieName("session"));
  if (token === undefined) return null;
  const content = await decode({ token, secret: env.sessionSecret() }).catch(() => null);
  const { sid, sub, deviceId, pin } = content ?? {};
  if (typeof sid !== "string" || !isUuid(sid) || typeof sub !== "string") return null;
  const session = { id: sid, userId: sub };
  if (deviceId === undefined) return { ...session, till: null };
  const tillToken = readDeviceToken(cookieHeader, "till");
  if (typeof deviceId !== "string" || typeof pin !== "string" || tillToken === null) return null;
  return { ...session, till: { deviceId, token: tillToken, pinMark: pin } };
}

/** The cookie in which a browser that was let in keeps its secret. */
export const deviceCookie = (kind: "till" | "display"): string => `${isSecure() ? "__Host-" : ""}scantill.${kind}`;

/** The secret of a device out of a Cookie header, or null. */
export const readDeviceToken = (cookieHeader: string | null | undefined, kind: "till" | "display"): string | null =>
  readCookie(cookieHeader ?? "", deviceCookie(kind)) ?? null;

/** The value as it was sent: our tokens have no character that a cookie escapes. */
function readCookie(header: string, name: string): string | undefined {
  const prefix = `${name}=`;
  const found = header.split(/; */).find((part) => part.startsWith(prefix));
  return found?.slice(prefix.length);
}

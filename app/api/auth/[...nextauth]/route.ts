import NextAuth, { type NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { endSession } from "#lib/auth/end-session.ts";
import { findDevice } from "#lib/auth/find-device.ts";
import { cookieName, isSecure, pinMark, readDeviceToken, SESSION_SECONDS } from "#lib/auth/session.ts";
import { signIn } from "#lib/auth/sign-in.ts";
import { verifyPin } from "#lib/auth/verify-pin.ts";
import { env } from "#lib/env.ts";
import { processShop } from "#lib/process.ts";

const fields = z.object({ login: z.string().min(1).max(200), password: z.string().min(1).max(200) });
const pinFields = z.object({ userId: z.uuid(), pin: z.string().regex(/^[0-9]{4,8}$/) });

/** A request as next-auth hands it to a provider. */
type Sent = { headers?: Record<string, unknown> | undefined };

const cookieHeaderOf = ({ headers }: Sent): string => String(headers?.cookie ?? "");

const cookie = (what: "session" | "csrf" | "callback") => ({
  name: cookieName(what),
  options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() } as const,
});

/** Read per request: what a build would fix must follow the installation. */
const options = (): NextAuthOptions => ({
  secret: env.sessionSecret(),
  session: { strategy: "jwt", maxAge: SESSION_SECONDS },
  pages: { signIn: "/login", signOut: "/sign-out", error: "/login" },
  useSecureCookies: isSecure(),
  cookies: { sessionToken: cookie("session"), csrfToken: cookie("csrf"), callbackUrl: cookie("callback") },
  providers: [
    Credentials({ credentials: { login: {}, password: {} }, authorize: byPassword }),
    Credentials({ id: "pin", credentials: { userId: {}, pin: {} }, authorize: byPin }),
  ],
  callbacks: {
    jwt({ token, user }) {
      if (user && "session" in user) Object.assign(token, user.session);
      return token;
    },
    /** Only own paths (B42). */
    redirect: ({ url, baseUrl }) => (url.startsWith(`${baseUrl}/`) ? url : baseUrl),
  },
});

/** Null where it is refused without a reason to tell; a reason is thrown: next-auth puts it into the address it leads to. */
async function byPassword(raw: unknown, request: Sent) {
  const parsed = fields.safeParse(raw);
  if (!parsed.success) return null;
  const shop = processShop();
  // Set by the front; what a browser claims there is dropped.
  const address = String(request.headers?.["x-forwarded-for"] ?? "unknown");
  const result = await signIn(shop, { ...parsed.data, address });
  if (result.kind === "locked") throw new Error(`locked:${result.seconds}`);
  if (result.kind === "busy") throw new Error("busy");
  if (result.kind === "wrong") return null;
  return admit(request, result.user, {});
}

async function byPin(raw: unknown, request: Sent) {
  const parsed = pinFields.safeParse(raw);
  const shop = processShop();
  const device = await findDevice(shop, "till", readDeviceToken(cookieHeaderOf(request), "till"));
  if (!parsed.success || device === null) throw new Error("none");
  const result = await verifyPin(shop, { ...parsed.data, deviceId: device.id });
  if (result.kind === "wrong") throw new Error(`wrong:${result.left}`);
  if (result.kind === "locked") throw new Error(`locked:${result.seconds}`);
  if (result.kind !== "right") throw new Error(result.kind);
  return admit(request, result.user, { deviceId: device.id, pin: pinMark(result.pinHash) });
}

/** A new session; the one that the browser had before is over, wherever a copy of it may be (S8). */
async function admit(
  request: Sent,
  { id, name, sessionVersion }: { id: string; name: string; sessionVersion: number },
  more: { deviceId?: string; pin?: string },
) {
  await endSession(processShop(), cookieHeaderOf(request));
  return { id, name, session: { sid: crypto.randomUUID(), version: sessionVersion, ...more } };
}

/**
 * Signing out ends the session itself, not only this browser's copy (B41). next-auth's own look at a session is closed: it
 * would make the token anew each time, also of a session that was ended, and so let it outlive the record of its end.
 */
async function handler(request: Request, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  const { nextauth } = await context.params;
  if (nextauth[0] === "session") return new Response(null, { status: 404 });
  const answer: Response = await NextAuth(options())(request, context);
  const signedOut = answer.headers.getSetCookie().some((cookie) => cookie.startsWith(`${cookieName("session")}=;`));
  if (nextauth[0] === "signout" && signedOut) await endSession(processShop(), request.headers.get("cookie"));
  return answer;
}

export { handler as GET, handler as POST };

import NextAuth, { type NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { findDevice } from "#lib/auth/find-device.ts";
import { passkeySite } from "#lib/auth/passkeys/site.ts";
import { passkeyAnswer, verifyPasskey } from "#lib/auth/passkeys/verify-passkey.ts";
import { verifyCode } from "#lib/auth/second-step/verify-code.ts";
import { cookieName, isSecure, pinMark, readDeviceToken, SESSION_SECONDS } from "#lib/auth/session.ts";
import { beginSession, type Proof } from "#lib/auth/sessions/begin-session.ts";
import { endSession } from "#lib/auth/sessions/end-session.ts";
import { noteSignIn, type SignedInUser, signIn } from "#lib/auth/sign-in.ts";
import { verifyPin } from "#lib/auth/verify-pin.ts";
import { env } from "#lib/env.ts";
import { processShop } from "#lib/process.ts";
import { authLogger, isServed, Reason, telling } from "../door.ts";

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const fields = z.object({ login: z.string().min(1).max(200), password: z.string().min(1).max(200) });
const codeFields = z.object({ step: z.string().max(60), code: z.string().min(1).max(40) });
const passkeyFields = z.object({ answer: z.string().max(20_000).transform(toJson).pipe(passkeyAnswer) });
const pinFields = z.object({ userId: z.uuid(), pin: z.string().regex(/^[0-9]{4,8}$/) });

/** A request as next-auth hands it to a provider. */
type Sent = { headers?: Record<string, unknown> | undefined };

/** Set by the front; what a browser claims there is dropped. */
const addressOf = ({ headers }: Sent): string => String(headers?.["x-forwarded-for"] ?? "unknown");

const originOf = ({ headers }: Sent): string =>
  env.publicUrl() ?? `${headers?.["x-forwarded-proto"]}://${headers?.["x-forwarded-host"]}`;

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
  logger: authLogger,
  cookies: { sessionToken: cookie("session"), csrfToken: cookie("csrf"), callbackUrl: cookie("callback") },
  providers: [
    Credentials({ credentials: { login: {}, password: {} }, authorize: telling(byPassword) }),
    Credentials({ id: "code", credentials: { step: {}, code: {} }, authorize: telling(byCode) }),
    Credentials({ id: "passkey", credentials: { answer: {} }, authorize: telling(byPasskey) }),
    Credentials({ id: "pin", credentials: { userId: {}, pin: {} }, authorize: telling(byPin) }),
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
  const result = await signIn(shop, { ...parsed.data, address: addressOf(request) });
  if (result.kind === "locked") throw new Reason(`locked:${result.seconds}`);
  if (result.kind === "busy") throw new Reason("busy");
  if (result.kind === "wrong") return null;
  if (result.kind === "code") throw new Reason(`code:${result.step}`);
  return admit(request, result.user, { way: "password" });
}

async function byCode(raw: unknown, request: Sent) {
  const parsed = codeFields.safeParse(raw);
  if (!parsed.success) return null;
  const result = await verifyCode(processShop(), { ...parsed.data, address: addressOf(request) });
  if (result.kind === "locked") throw new Reason(`locked:${result.seconds}`);
  if (result.kind === "over") throw new Reason("over");
  if (result.kind === "wrong") return null;
  return admit(request, result.user, { way: "code" });
}

async function byPasskey(raw: unknown, request: Sent) {
  const parsed = passkeyFields.safeParse(raw);
  const site = passkeySite(originOf(request));
  if (!parsed.success || site === null) return null;
  const wanted = { answer: parsed.data.answer, address: addressOf(request) };
  const user = await verifyPasskey(processShop(), site, wanted);
  return user && admit(request, user, { way: "passkey" });
}

async function byPin(raw: unknown, request: Sent) {
  const parsed = pinFields.safeParse(raw);
  const shop = processShop();
  const device = await findDevice(shop, "till", readDeviceToken(cookieHeaderOf(request), "till"));
  if (!parsed.success || device === null) throw new Reason("none");
  const result = await verifyPin(shop, { ...parsed.data, deviceId: device.id, address: addressOf(request) });
  if (result.kind === "wrong") throw new Reason(`wrong:${result.left}`);
  if (result.kind === "locked") throw new Reason(`locked:${result.seconds}`);
  if (result.kind !== "right") throw new Reason(result.kind);
  return admit(request, result.user, { way: "pin", deviceId: device.id, pin: pinMark(result.pinHash) });
}

type Way = { way: Exclude<Proof["way"], "pin"> } | { way: "pin"; deviceId: string; pin: string };

/** A new session in place of the one that the browser had before (S8). */
async function admit(request: Sent, user: SignedInUser, { way, ...till }: Way) {
  const deviceId = "deviceId" in till ? till.deviceId : null;
  const [address, cookieHeader] = [addressOf(request), cookieHeaderOf(request)];
  const userAgent = String(request.headers?.["user-agent"] ?? "");
  const sid = await beginSession(processShop(), { user, way, deviceId, address, userAgent, cookieHeader });
  if (sid !== null) await noteSignIn(processShop(), user.id, address);
  return sid === null ? null : { id: user.id, name: user.name, session: { sid, ...till } };
}

/** Signing out ends the session itself, not only this browser's copy (B41). */
async function handler(request: Request, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  const { nextauth } = await context.params;
  if (!isServed(request, nextauth)) return new Response(null, { status: 404 });
  const answer: Response = await NextAuth(options())(request, context);
  const signedOut = answer.headers.getSetCookie().some((cookie) => cookie.startsWith(`${cookieName("session")}=;`));
  if (nextauth[0] === "signout" && signedOut) await endSession(processShop(), request.headers.get("cookie"));
  return answer;
}

export { handler as GET, handler as POST };

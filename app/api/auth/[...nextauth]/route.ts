import NextAuth, { type NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { cookieName, isSecure, SESSION_SECONDS } from "#lib/auth/session.ts";
import { signIn } from "#lib/auth/sign-in.ts";
import { env } from "#lib/env.ts";
import { processShop } from "#lib/process.ts";

const fields = z.object({ login: z.string().min(1).max(200), password: z.string().min(1).max(200) });

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
    Credentials({
      credentials: { login: {}, password: {} },
      async authorize(raw, request) {
        const parsed = fields.safeParse(raw);
        if (!parsed.success) return null;
        // Set by the front; what a browser claims there is dropped.
        const address = String(request.headers?.["x-forwarded-for"] ?? "unknown");
        const result = await signIn(processShop(), { ...parsed.data, address });
        if (result.kind === "locked") throw new Error(`locked:${result.seconds}`);
        if (result.kind === "busy") throw new Error("busy");
        if (result.kind === "wrong") return null;
        const { id, name, sessionVersion } = result.user;
        return { id, name, version: sessionVersion };
      },
    }),
  ],
  callbacks: {
    jwt({ token, user }) {
      if (user && "version" in user) token.version = user.version;
      return token;
    },
    /** Only own paths (B42). */
    redirect: ({ url, baseUrl }) => (url.startsWith(`${baseUrl}/`) ? url : baseUrl),
  },
});

const handler = (request: Request, context: { params: Promise<{ nextauth: string[] }> }) =>
  NextAuth(options())(request, context);

export { handler as GET, handler as POST };

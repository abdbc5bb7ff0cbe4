import { z } from "zod";

const csrf = z.object({ csrfToken: z.string() });

/** Signs in as the page does, and returns the Cookie header of the session. */
export async function signIn(baseURL: string, who: { login: string; password: string }): Promise<string> {
  const asked = await fetch(new URL("/api/auth/csrf", baseURL));
  const { csrfToken } = csrf.parse(await asked.json());
  const answer = await fetch(new URL("/api/auth/callback/credentials", baseURL), {
    method: "POST",
    redirect: "manual",
    headers: { origin: baseURL, cookie: cookiesOf(asked) },
    body: new URLSearchParams({ ...who, csrfToken, callbackUrl: "/", json: "true" }),
  });
  const cookie = cookiesOf(answer);
  if (!cookie.includes("scantill.session=")) throw new Error(`${who.login} could not sign in: ${answer.status}`);
  return cookie;
}

const cookiesOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");

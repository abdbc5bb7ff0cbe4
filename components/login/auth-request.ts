export type AuthAnswer =
  | { kind: "done" }
  | { kind: "wrong" }
  /** Too many tries: whole seconds to wait. */
  | { kind: "locked"; seconds: number }
  /** The server has too many sign-ins to check just now. */
  | { kind: "crowded" }
  | { kind: "no_answer" };

/**
 * Posts to next-auth with its CSRF token. Its own client would leave the page when the server is away,
 * and with the page what was typed.
 */
export async function postAuth(
  path: "callback/credentials" | "signout",
  fields: Record<string, string>,
): Promise<AuthAnswer> {
  try {
    const token = await fetch("/api/auth/csrf");
    const { csrfToken }: { csrfToken: string } = await token.json();
    const response = await fetch(`/api/auth/${path}`, {
      method: "POST",
      body: new URLSearchParams({ ...fields, csrfToken, callbackUrl: "/", json: "true" }),
    });
    const { url }: { url: string } = await response.json();
    return answerOf(new URL(url, location.origin).searchParams.get("error"));
  } catch {
    return { kind: "no_answer" };
  }
}

/** next-auth tells the outcome by the `error` of the address it would lead to. */
export function answerOf(error: string | null): AuthAnswer {
  if (error === null) return { kind: "done" };
  const seconds = /^locked:([0-9]+)$/.exec(error)?.[1];
  if (seconds !== undefined) return { kind: "locked", seconds: Number(seconds) };
  if (error === "busy") return { kind: "crowded" };
  return error === "CredentialsSignin" ? { kind: "wrong" } : { kind: "no_answer" };
}

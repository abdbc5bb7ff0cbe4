export type AuthAnswer =
  | { kind: "done" }
  | { kind: "wrong" }
  /** Not this person's PIN; so many tries are left until the next wait. */
  | { kind: "wrong_pin"; left: number }
  /** Too many wrong PINs of this person: a manager opens it again. */
  | { kind: "manager" }
  /** This browser is no till any more, or this person has no PIN here any more. */
  | { kind: "none" }
  /** Too many tries: whole seconds to wait. */
  | { kind: "locked"; seconds: number }
  /** The server has too many sign-ins to check just now. */
  | { kind: "crowded" }
  | { kind: "no_answer" };

/** A token that next-auth wants with each post; whoever will be in a hurry fetches it before. */
export async function fetchCsrfToken(): Promise<string> {
  const answer = await fetch("/api/auth/csrf");
  const { csrfToken }: { csrfToken: string } = await answer.json();
  return csrfToken;
}

/**
 * Posts to next-auth with its CSRF token. Its own client would leave the page when the server is away,
 * and with the page what was typed.
 */
export async function postAuth(
  path: "callback/credentials" | "callback/pin" | "signout",
  fields: Record<string, string>,
  token: Promise<string> = fetchCsrfToken(),
): Promise<AuthAnswer> {
  try {
    const csrfToken = await token;
    const response = await fetch(`/api/auth/${path}`, {
      method: "POST",
      body: new URLSearchParams({ ...fields, csrfToken, callbackUrl: "/", json: "true" }),
    });
    const { url }: { url: string } = await response.json();
    const { searchParams } = new URL(url, location.origin);
    // It wants another token: nothing was looked at.
    return searchParams.has("csrf") ? { kind: "no_answer" } : answerOf(searchParams.get("error"));
  } catch {
    return { kind: "no_answer" };
  }
}

/** next-auth tells the outcome by the `error` of the address it would lead to. */
export function answerOf(error: string | null): AuthAnswer {
  if (error === null) return { kind: "done" };
  const [, word = "", number] = /^([a-z]+)(?::([0-9]+))?$/.exec(error) ?? [];
  if (word === "locked") return { kind: "locked", seconds: Number(number) };
  if (word === "wrong") return { kind: "wrong_pin", left: Number(number) };
  if (word === "manager" || word === "none") return { kind: word };
  if (word === "busy") return { kind: "crowded" };
  return error === "CredentialsSignin" ? { kind: "wrong" } : { kind: "no_answer" };
}

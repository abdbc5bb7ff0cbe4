export type AuthAnswer =
  | { kind: "done" }
  | { kind: "wrong" }
  /** The password is right; a code of the app goes with this secret. */
  | { kind: "code"; step: string }
  /** The code came too late: the password is wanted again. */
  | { kind: "over" }
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
  path: "callback/credentials" | "callback/code" | "callback/passkey" | "callback/pin" | "signout",
  fields: Record<string, string>,
  token: Promise<string> = fetchCsrfToken(),
): Promise<AuthAnswer> {
  const send = async (csrfToken: Promise<string>) => changingSession(post(path, fields, await csrfToken));
  try {
    // Another request of this page may have changed the token's cookie meanwhile: nothing was looked at then.
    return (await send(token)) ?? (await send(fetchCsrfToken())) ?? NO_ANSWER;
  } catch {
    return NO_ANSWER;
  }
}

const AGAIN_MS = 3_000;

/** Returns when the session has ended, however long there is no network. */
export async function signOutForSure(): Promise<void> {
  while ((await postAuth("signout", {})).kind !== "done") await new Promise((later) => setTimeout(later, AGAIN_MS));
}

let settled: Promise<unknown> = Promise.resolve();

/** For whatever signs this browser in or out: meanwhile its old session is over, and its new one is not known to it yet. */
export function changingSession<T>(change: Promise<T>): Promise<T> {
  settled = Promise.allSettled([settled, change]);
  return change;
}

/** Resolves when no change of the session is under way any more. */
export const sessionSettled = (): Promise<unknown> => settled;

const NO_ANSWER: AuthAnswer = { kind: "no_answer" };

/** Null when another token is wanted. */
async function post(path: string, fields: Record<string, string>, csrfToken: string): Promise<AuthAnswer | null> {
  const response = await fetch(`/api/auth/${path}`, {
    method: "POST",
    body: new URLSearchParams({ ...fields, csrfToken, callbackUrl: "/", json: "true" }),
  });
  const { url }: { url: string } = await response.json();
  const { searchParams } = new URL(url, location.origin);
  return searchParams.has("csrf") ? null : answerOf(searchParams.get("error"));
}

/** next-auth tells the outcome by the `error` of the address it would lead to. */
export function answerOf(error: string | null): AuthAnswer {
  if (error === null) return { kind: "done" };
  const [, step] = /^code:([\w-]+)$/.exec(error) ?? [];
  if (step !== undefined) return { kind: "code", step };
  const [, word = "", number] = /^([a-z]+)(?::([0-9]+))?$/.exec(error) ?? [];
  if (word === "locked") return { kind: "locked", seconds: Number(number) };
  if (word === "wrong") return { kind: "wrong_pin", left: Number(number) };
  if (word === "manager" || word === "none" || word === "over") return { kind: word };
  if (word === "busy") return { kind: "crowded" };
  return error === "CredentialsSignin" ? { kind: "wrong" } : { kind: "no_answer" };
}

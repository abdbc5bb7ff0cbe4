import { signIn as knock } from "../e2e/fixtures/sign-in.ts";

/** Signs in as the page does, and returns the Cookie header of the session. */
export async function signIn(
  baseURL: string,
  { login, password }: { login: string; password: string },
): Promise<string> {
  const cookie = await knock(baseURL, { name: login, password });
  if (cookie === null) throw new Error(`${login} could not sign in`);
  return cookie;
}

import common from "./common-passwords.json" with { type: "json" };

export const MIN_PASSWORD = 8;
/** The sign-in form takes no more. */
export const MAX_PASSWORD = 200;

export type PasswordProblem = "short" | "long" | "common";

const COMMON = new Set(common.words.split(" "));

/** Why somebody may not have this password (S10); null when nothing speaks against it. Letters of either size are one. */
export function passwordProblem(password: string): PasswordProblem | null {
  const { length } = [...password];
  if (length < MIN_PASSWORD) return "short";
  if (password.length > MAX_PASSWORD) return "long";
  return COMMON.has(password.normalize("NFKC").toLowerCase()) ? "common" : null;
}

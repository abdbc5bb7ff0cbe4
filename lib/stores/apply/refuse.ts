/** Why a store file was not applied: where in the file, and what to do. */
export type FileProblem = { at: string; problem: string };

/** The problem of a code that another merchant has, or somebody who made it at the same moment. */
export const TAKEN = "something else has this code: use another one, or the merchant whose it is";

type Refusal = Error & { problems: FileProblem[] };

/** Ends the transaction of an apply: only an exception undoes it. `refusalOf` reads the problems out again. */
export function refuse(problems: FileProblem[]): never {
  throw Object.assign(new Error("the store file was refused"), { problems }) satisfies Refusal;
}

/** The problems of a refusal, or null for any other thrown value. */
export const refusalOf = (error: unknown): FileProblem[] | null =>
  error instanceof Error && "problems" in error ? (error as Refusal).problems : null;

import type { SetupView, Step, Trial } from "../view.ts";

/** Which steps can be opened: back to any that was taken, and on as far as there is something to go on with. */
export function isReachable({ done, trials }: SetupView, step: Step): boolean {
  if (step === "owner") return true;
  if (step === "store") return done.owner;
  const begun = done.owner && done.store;
  if (step === "credentials") return begun;
  return begun && trials.some(({ currencies }) => step === "test" || currencies.length > 0);
}

/** The account that a step is about: the one that is asked for, else an own one where the step is not done, else the first. */
export function trialFor({ trials }: SetupView, step: "test" | "sale", wanted: string | null): Trial | null {
  const fit = trials.filter(({ currencies }) => step === "test" || currencies.length > 0);
  const own = fit.filter(({ practice }) => !practice);
  return (
    fit.find(({ accountId }) => accountId === wanted) ??
    own.find((trial) => !(step === "test" ? trial.testedAt : trial.sold)) ??
    own[0] ??
    fit.find(({ testedAt }) => testedAt) ??
    fit[0] ??
    null
  );
}

/** Whether real money can be taken; whoever has only practised can not yet. */
export const sellsForReal = (trials: readonly Trial[]): boolean =>
  trials.some(({ practice, currencies }) => !practice && currencies.length > 0);

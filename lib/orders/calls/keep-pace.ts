import type { Cost } from "./run-checks.ts";

/**
 * Calls a second that one worker makes for one account. Alipay names no figure for the queries of a till; a shop with a hundred
 * open codes needs 30 at the most, and a backlog of a thousand is asked about within a minute.
 */
const CALLS_PER_SECOND = 20;
/** What is done at once after a quiet time. */
const BURST = 10;
/** Attempts of one account that are worked at the same time: one slow gateway must not hold up the others. */
const AT_ONCE = 16;

const SECOND_MS = 1000;
const LONGEST_PAUSE_MS = 30 * SECOND_MS;

type Account = {
  running: number;
  /** Calls that may be made now; below zero when work took more than was foreseen. */
  calls: number;
  /** Up to when `calls` was counted, in milliseconds of the clock. */
  countedAt: number;
  perSecond: number;
  pausedUntil: number;
  pauseMs: number;
};

/** How fast a worker may go on with each account. */
export type Pace = {
  /** How many attempts of an account may be begun now, unless `smallerShares` names it. */
  usualShare: number;
  smallerShares: () => { accountId: string; most: number }[];
  begin: (accountId: string) => void;
  end: (accountId: string, cost: Cost) => void;
};

/**
 * Starts with all accounts at full speed. `now` is a monotonic clock in milliseconds, `random` a number from 0 to 1. An account
 * whose gateway complains of too many calls pauses 1, 2, 4 … 30 s, each up to a fifth more or less, and then goes on at half its
 * speed; every answer brings it a little nearer to full speed again (F34).
 */
export function keepPace({ now = () => performance.now(), random = Math.random } = {}): Pace {
  const accounts = new Map<string, Account>();

  const accountOf = (accountId: string): Account => {
    const account = accounts.get(accountId) ?? {
      running: 0,
      calls: BURST,
      countedAt: now(),
      perSecond: CALLS_PER_SECOND,
      pausedUntil: 0,
      pauseMs: 0,
    };
    accounts.set(accountId, account);
    return account;
  };

  const count = (account: Account): void => {
    const seconds = Math.max(0, now() - account.countedAt) / SECOND_MS;
    account.calls = Math.min(BURST, account.calls + seconds * account.perSecond);
    account.countedAt = Math.max(now(), account.pausedUntil);
  };

  const slowDown = (account: Account): void => {
    // Answers to calls from before the pause say nothing new.
    if (account.pausedUntil > now()) return;
    account.pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(SECOND_MS, account.pauseMs * 2));
    account.pausedUntil = now() + account.pauseMs * (0.8 + 0.4 * random());
    account.perSecond = Math.max(1, account.perSecond / 2);
    account.calls = Math.min(0, account.calls);
    account.countedAt = account.pausedUntil;
  };

  const speedUp = (account: Account, calls: number): void => {
    if (account.pausedUntil > now()) return;
    account.perSecond = Math.min(CALLS_PER_SECOND, account.perSecond + calls / 10);
    if (account.perSecond === CALLS_PER_SECOND) account.pauseMs = 0;
  };

  const mostOf = (account: Account): number => {
    count(account);
    return Math.max(0, Math.min(Math.floor(account.calls), AT_ONCE - account.running));
  };

  return {
    usualShare: BURST,
    smallerShares: () =>
      [...accounts]
        .map(([accountId, account]) => ({ accountId, most: mostOf(account) }))
        .filter(({ most }) => most < BURST),
    begin(accountId) {
      const account = accountOf(accountId);
      account.running++;
      account.calls--;
    },
    end(accountId, { calls, limited }) {
      const account = accountOf(accountId);
      count(account);
      account.running--;
      // One was counted when it began.
      account.calls -= calls - 1;
      if (limited) slowDown(account);
      else if (calls > 0) speedUp(account, calls);
    },
  };
}

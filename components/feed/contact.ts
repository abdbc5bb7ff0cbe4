/** How well a screen is in touch with the server. */
export type Contact = {
  /** The stream is silent or broken: ask again and again. */
  readonly polling: boolean;
  /** No word for too long: codes leave the page (D6) and nothing can be charged (C13, F53). */
  readonly lost: boolean;
  /** Whole seconds since the last word; null before the first. */
  readonly silentSeconds: number | null;
};

/** When the server was last heard. Local times are milliseconds of Date.now(). */
export type Heard = {
  /** Server clock minus local clock in milliseconds. */
  readonly offset: number;
  readonly lastWordAt: number | null;
  /** Since when the stream is broken; null while it stands. */
  readonly brokenAt: number | null;
};

export const unheard: Heard = { offset: 0, lastWordAt: null, brokenAt: null };
export const noContact: Contact = { polling: true, lost: true, silentSeconds: null };

/** Messages come late, never early: a smaller offset within two seconds is delay, a larger jump is a clock that was set. */
export function hearWord({ offset, lastWordAt }: Heard, now: string, at: number): Pick<Heard, "offset" | "lastWordAt"> {
  const sample = Date.parse(now) - at;
  const delayed = lastWordAt !== null && sample < offset && offset - sample < 2_000;
  return { offset: delayed ? offset : sample, lastWordAt: at };
}

/** The server beats every 4 s while something is undecided, else every 20 s. */
const BUSY = { poll: 8_000, lost: 10_000 };
const IDLE = { poll: 24_000, lost: 30_000 };

/** `busy`: the server was to beat every 4 s. */
export function judgeContact({ lastWordAt, brokenAt }: Heard, busy: boolean, now: number): Contact {
  if (lastWordAt === null) return noContact;
  const limits = busy ? BUSY : IDLE;
  // A clock that was set back says nothing of how long it is: then the next word is waited for (D6).
  const silence = Math.abs(now - lastWordAt);
  // After a break the first poll decides: what was silent by right until then is not held against the connection.
  const sinceBreak = brokenAt === null ? 0 : now - Math.max(brokenAt, lastWordAt);
  return {
    polling: brokenAt !== null || silence >= limits.poll,
    lost: silence >= limits.lost || sinceBreak >= BUSY.lost,
    silentSeconds: Math.floor(silence / 1_000),
  };
}

const SECOND = 1_000;

/** The server's clock is known to some milliseconds only: a code of three minutes must not begin at 3:01. */
const CLOCK_SLACK_MS = 250;

/** Whole seconds until an instant, never below zero; rounded up, so that 0 means over. Milliseconds in. */
export const secondsLeft = (until: number, now: number): number =>
  Math.max(0, Math.ceil((until - now - CLOCK_SLACK_MS) / SECOND));

/** Of a code: never more than its whole life, by a clock that is read once a second only. */
export const codeSecondsLeft = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }, now: number): number =>
  secondsLeft(Date.parse(endsAt), Math.max(now, Date.parse(startsAt)));

/** "2:14" */
export const minutesText = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${(seconds % 60).toString().padStart(2, "0")}`;

/** Share of a span that is left, 0 to 1. All in milliseconds. */
export const shareLeft = (span: { startsAt: number; endsAt: number }, now: number): number => {
  const whole = span.endsAt - span.startsAt;
  return whole <= 0 ? 0 : Math.min(1, Math.max(0, (span.endsAt - now) / whole));
};

/** The countdown is spoken at 30 s and at 10 s only; in between the last spoken text stands. */
export const spokenSeconds = (seconds: number): 30 | 10 => (seconds > 10 ? 30 : 10);

import type { Doer } from "#lib/actor.ts";

/** Somebody who acts in a browser that is no till, signed in with a second step. */
export const by = (userId: string): Doer => ({
  userId,
  deviceId: null,
  address: "192.0.2.7",
  strong: true,
  byPin: false,
});

/** The same by PIN at a till. */
export const byPin = (userId: string): Doer => ({ ...by(userId), strong: false, byPin: true });

/** The same by password alone. */
export const weaklyBy = (userId: string): Doer => ({ ...by(userId), strong: false });

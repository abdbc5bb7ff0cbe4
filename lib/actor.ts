/** Who brought news of a sale, as its events tell. */
export type Actor = "system" | "gateway" | `cashier:${string}`;

export const cashier = (userId: string): Actor => `cashier:${userId}`;

/** Who does something risky, and from where: the till that was let in, if it is one, and the network address. */
export type Doer = {
  userId: string;
  deviceId: string | null;
  address: string | null;
  /** There was more to the sign-in than a password or a PIN: a second step, or a passkey (T11). */
  strong: boolean;
  /** Signed in by PIN: so few digits say nothing of how a store is set up, nor of who works there. */
  byPin: boolean;
};

/** The sign-in is too weak to say who is paid, or who may what, in a live store (T11). */
export type TooWeak = { kind: "weak" };

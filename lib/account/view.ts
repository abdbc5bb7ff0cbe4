/** One place in which somebody is signed in. */
export type SessionView = {
  id: string;
  way: "password" | "code" | "passkey" | "pin";
  /** The registered till of a sign-in by PIN. */
  deviceName: string | null;
  address: string | null;
  /** "Chrome · Windows"; empty where it is not known. */
  browser: string;
  /** ISO 8601, like the others. */
  startedAt: string;
  lastSeenAt: string;
  /** The one that asks. */
  isThis: boolean;
};

export type PasskeyView = {
  id: string;
  name: string;
  createdAt: string;
  /** Null: never. */
  lastUsedAt: string | null;
};

/** What somebody's own page shows. */
export type AccountView = {
  /** Null while the password alone signs this person in. */
  secondStep: { since: string; codesLeft: number } | null;
  /** This person has rights for which a password alone is not enough (T11). */
  isNeeded: boolean;
  sessions: SessionView[];
  passkeys: PasskeyView[];
};

import { createHmac } from "node:crypto";
import { run } from "#lib/db/statement.ts";
import { env } from "#lib/env.ts";
import type { Shop } from "#lib/process.ts";
import { countFew, countTry, forgetTries, readLock, uncountTry, undoTry } from "./sql/sign-in.ts";

/** A whole shop may be behind one address: so many wrong ones of people who are new there. */
const OF_NETWORK = { time: "1 minute", most: 30 };
/** Of one person, from all networks that are new to them. */
const OF_LOGIN = { time: "15 minutes", most: 20 };

type Counted = {
  kind: "counted";
  failures: number;
  /** The try was not checked. */
  undo: () => Promise<void>;
  /** The password was right. */
  forget: () => Promise<void>;
};
type Locked = { kind: "locked"; seconds: number };

type Trying = { name: string; network: string };

/** What is counted, by its key. What was typed as a name may be a password: the key tells nobody who lacks the secret of sessions. */
export function triesOf({ name, network }: Trying) {
  const mark = createHmac("sha256", env.sessionSecret()).update(`name ${name}`).digest("base64url");
  return { own: `${mark} ${network}`, ofNetwork: `sign in from ${network}`, ofLogin: `sign in of ${mark}` };
}

/** Counts a try to sign in before it is checked. The network's comes first: what is refused there leaves nothing behind. */
export async function countTries(
  { pool }: Shop,
  { isKnown, ...trying }: Trying & { isKnown: boolean },
): Promise<Counted | Locked> {
  const { own, ofNetwork, ofLogin } = triesOf(trying);
  const locked = async (key: string): Promise<Locked> => {
    const [lock] = await run(pool, readLock, [key]);
    return { kind: "locked", seconds: lock?.seconds ?? 30 };
  };
  const isMuch = async (key: string, { time, most }: typeof OF_LOGIN): Promise<boolean> =>
    !isKnown && (await run(pool, countFew, [key, time, most])).length === 0;

  if (await isMuch(ofNetwork, OF_NETWORK)) return locked(ofNetwork);
  const [counted] = await run(pool, countTry, [own]);
  if (!counted) return locked(own);
  if (await isMuch(ofLogin, OF_LOGIN)) {
    await run(pool, undoTry, [own]);
    return locked(ofLogin);
  }
  const clear = async (statement: typeof undoTry): Promise<void> => {
    await run(pool, statement, [own]);
    if (!isKnown) for (const key of [ofNetwork, ofLogin]) await run(pool, uncountTry, [key]);
  };
  return {
    kind: "counted",
    failures: counted.failures,
    undo: () => clear(undoTry),
    forget: () => clear(forgetTries),
  };
}

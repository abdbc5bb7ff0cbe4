import { run } from "#lib/db/statement.ts";
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

/** Counts a try to sign in before it is checked. The network's comes first: what is refused there leaves nothing behind. */
export async function countTries(
  { pool }: Shop,
  { name, network, isKnown }: { name: string; network: string; isKnown: boolean },
): Promise<Counted | Locked> {
  const own = `${name} ${network}`;
  const [ofNetwork, ofLogin] = [`sign in from ${network}`, `sign in of ${name}`];
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

/** Who asks for no page of a table so long has left it, or reads so slowly that it costs nobody anything. */
const GIVEN_UP_AFTER_MS = 30_000;
/** So many people may download at a time, so that the pages of tables never hold many connections of the database. */
const MOST_AT_A_TIME = 3;

/**
 * Before the next page of a table its reader rests so many times as long as the last one took: of one core it has a third at the most,
 * and less the busier the machine is, so that charges keep their room (I18).
 */
const RESTS = 2;
const LONGEST_REST_MS = 1000;

type Reader = {
  userId: string;
  /** Whether the person may still read: asked for each page. */
  keeps: () => Promise<boolean>;
};

/**
 * One table at a time for each person, and few at a time for all (S23): null while there is no room. Otherwise `pages` as they were
 * given, which keep their place as long as somebody reads them, and break off for whoever may no more: half a table must not look
 * like a whole one.
 */
export function takeTurn<Page>(
  running: Map<string, number>,
  { userId, keeps }: Reader,
  pages: AsyncIterable<Page>,
): AsyncIterable<Page> | null {
  const now = Date.now();
  for (const [id, until] of running) if (until <= now) running.delete(id);
  if (running.has(userId) || running.size >= MOST_AT_A_TIME) return null;
  const hold = () => running.set(userId, Date.now() + GIVEN_UP_AFTER_MS);
  async function* inTurn() {
    let began = performance.now();
    try {
      for await (const page of pages) {
        if (!(await keeps())) throw new Error("the right was lost while a table was read");
        hold();
        const given = performance.now();
        yield page;
        const rest = Math.min(RESTS * (given - began), LONGEST_REST_MS) - (performance.now() - given);
        if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
        began = performance.now();
      }
    } finally {
      running.delete(userId);
    }
  }
  hold();
  return inTurn();
}

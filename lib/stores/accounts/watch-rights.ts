/** How long somebody who is out may still listen while nothing comes: they are out within 5 s (S2). */
const EVERY_MS = 2000;

/** The same question until it was answered no once: whoever was out is not in again by what comes later. */
export function untilNo(holds: () => Promise<boolean>): () => Promise<boolean> {
  let over = false;
  return async () => {
    over ||= !(await holds());
    return !over;
  };
}

/**
 * Passes on what comes as long as `holds`, which is asked before each item and while none comes. What is under way then is not
 * waited for: it ends by a deadline of its own.
 */
export async function* watchRights<Item>(
  items: AsyncGenerator<Item>,
  holds: () => Promise<boolean>,
): AsyncGenerator<Item> {
  try {
    for (;;) {
      const next = items.next();
      let came = await within(next);
      while (came === null && (await holds())) came = await within(next);
      if (came === null || came.done || !(await holds())) return;
      yield came.value;
    }
  } finally {
    items.return(undefined).catch(() => {});
  }
}

/** Null where it is still to come. */
async function within<Value>(coming: Promise<Value>): Promise<Value | null> {
  const late = Promise.withResolvers<null>();
  const timer = setTimeout(() => late.resolve(null), EVERY_MS);
  try {
    return await Promise.race([coming, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

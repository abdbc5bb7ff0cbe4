/** News that this tab told; their locks are kept so that a tab which hears of them later stays silent. */
const KEPT = 40;

/** How tabs of one browser agree on which of them tells a piece of news: the first that asks for it. */
export function createClaims(): (name: string) => Promise<boolean> {
  const kept: (() => void)[] = [];
  return (name) => {
    // Plain http on a shop's network has no locks: the tab in sight speaks.
    if (!("locks" in navigator)) return Promise.resolve(document.visibilityState === "visible");
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const held = Promise.withResolvers<void>();
    void navigator.locks.request(`scantill.sound.${name}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      if (lock === null) return;
      kept.push(held.resolve);
      if (kept.length > KEPT) kept.shift()?.();
      return held.promise;
    });
    return promise;
  };
}

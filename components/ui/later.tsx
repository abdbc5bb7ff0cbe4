"use client";

import { type ComponentType, useEffect, useState } from "react";

/** A part of a page whose script is not needed to begin. */
export type Part<Props> = { readonly got: () => ComponentType<Props> | null; readonly fetch: () => Promise<unknown> };

const RETRY_AFTER = 1_000;

export function part<Props>(load: () => Promise<ComponentType<Props>>): Part<Props> {
  let loaded: ComponentType<Props> | null = null;
  return {
    got: () => loaded,
    async fetch() {
      loaded ??= await load();
    },
  };
}

/** Shows a part; where it was not fetched yet, as soon as it is. */
export function Later<Props extends object>({ of, props }: { of: Part<Props>; props: NoInfer<Props> }) {
  const [Shown, setShown] = useState(() => of.got());
  useEffect(() => {
    if (Shown !== null) return;
    let retry: ReturnType<typeof setTimeout> | undefined;
    const missed = () => {
      retry = setTimeout(show, RETRY_AFTER);
    };
    const show = () => {
      of.fetch().then(() => setShown(() => of.got()), missed);
    };
    show();
    return () => clearTimeout(retry);
  }, [of, Shown]);
  return Shown && <Shown {...props} />;
}

/** Fetches parts when the browser has nothing else to do, so that they open at once, also without the network. */
export function useFetched(parts: readonly { fetch: () => Promise<unknown> }[]): void {
  useEffect(() => {
    const fetchAll = () => {
      for (const { fetch } of parts) fetch().catch(() => {});
    };
    if (!("requestIdleCallback" in window)) {
      const timer = setTimeout(fetchAll, RETRY_AFTER);
      return () => clearTimeout(timer);
    }
    const idle = requestIdleCallback(fetchAll);
    return () => cancelIdleCallback(idle);
  }, [parts]);
}

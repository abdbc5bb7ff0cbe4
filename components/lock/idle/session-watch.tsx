"use client";

import { useSessionWatch } from "./use-session-watch.ts";

/** Leaves the page when nobody is signed in any more: to the sign-in, or to the locked till. */
export function SessionWatch({ standing }: { standing: string | null }) {
  useSessionWatch(standing, () => location.assign("/"));
  return null;
}

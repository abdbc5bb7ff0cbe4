"use client";

import { createContext, useContext } from "react";

export type LockControl = {
  /** Ends the session; the till stays where it is, behind the PIN sheet. */
  lock: () => void;
  /** Opens the PIN sheet for somebody else, while the session goes on. */
  change: () => void;
  lockAfterSale: boolean;
};

export const LockContext = createContext<LockControl | null>(null);

/** Null in a browser that is no registered till: nothing can be locked there. */
export const useLock = (): LockControl | null => useContext(LockContext);

"use client";

import { useSessionWatch } from "#components/lock/idle/use-session-watch.ts";

/** The till locks, or asks for a new sign-in, when whoever sits there is out: its stream goes on as the till's own (T9). */
export function SeatWatch({ standing, onOut }: { standing: string; onOut: () => void }) {
  useSessionWatch(standing, onOut);
  return null;
}

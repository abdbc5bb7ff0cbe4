"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useEffectEvent, useRef, useState, useTransition } from "react";
import { signOutForSure } from "#components/login/auth-request.ts";
import { Later, part, useFetched } from "#components/ui/later.tsx";
import type { OpenPin } from "#lib/devices/commands.ts";
import { useIdle } from "./idle/use-idle.ts";
import { LockContext } from "./lock-context.ts";
import type { StaffMember } from "./pin-sheet.tsx";

export type LockedTill = {
  people: readonly StaffMember[];
  /** The store and, as `place`, the register. */
  name: string;
  place: string;
  practice: boolean;
  pinLength: number;
  idleLockMinutes: number;
  lockAfterSale: boolean;
};

type Props = {
  till: LockedTill;
  /** Who is signed in; null: nobody, the till is locked. */
  userId: string | null;
  openPin: OpenPin;
  children: ReactNode;
};

const PIN_SHEET = part(async () => (await import("./pin-sheet.tsx")).PinSheet);
const PARTS = [PIN_SHEET];

/**
 * Keeps a registered till under lock: nobody is signed in then, the till stays live behind the PIN sheet. The page is
 * never loaded anew, so that what was typed stays.
 */
export function Locker({ till, userId, openPin, children }: Props) {
  useFetched(PARTS);
  const router = useRouter();
  const [covered, setCovered] = useState(false);
  const [changing, setChanging] = useState(false);
  const [opening, setOpening] = useState(false);
  const [refreshing, startTransition] = useTransition();
  /** Sign-out on its way: a PIN that comes before its end would be signed out with it. */
  const leaving = useRef<Promise<void>>(Promise.resolve());
  const locked = covered || userId === null;

  /** Until it has worked: a till without a network is locked all the same. */
  async function leave(): Promise<void> {
    await signOutForSure();
    startTransition(() => router.refresh());
  }

  function lock() {
    if (locked) return;
    setCovered(true);
    setChanging(false);
    leaving.current = leave();
  }

  function opened() {
    setOpening(true);
    startTransition(() => router.refresh());
  }
  useEffect(() => {
    if (!opening || refreshing) return;
    setOpening(false);
    setCovered(false);
    setChanging(false);
  }, [opening, refreshing]);

  useIdle(till.idleLockMinutes, lock);
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== "KeyL") return;
    event.preventDefault();
    lock();
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => pressed(event);
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);

  return (
    <LockContext value={{ lock, change: () => setChanging(true), lockAfterSale: till.lockAfterSale }}>
      {children}
      {(locked || changing) && (
        <Later
          of={PIN_SHEET}
          props={{
            till,
            current: locked ? null : userId,
            opening,
            ready: leaving,
            onOpened: opened,
            onClose: locked ? null : () => setChanging(false),
            openPin,
          }}
        />
      )}
    </LockContext>
  );
}

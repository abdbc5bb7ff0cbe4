"use client";

import { signOutForSure } from "#components/login/auth-request.ts";
import { useIdle } from "./use-idle.ts";

/** On a registered till's other pages: left alone, they give way to the locked till. */
export function IdleLeave({ minutes }: { minutes: number }) {
  useIdle(minutes, async () => {
    await signOutForSure();
    location.assign("/");
  });
  return null;
}

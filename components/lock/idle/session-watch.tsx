"use client";

import { useEffect } from "react";

const EVERY_MS = 3_000;

/** Leaves the page when nobody is signed in any more: to the sign-in, or to the locked till. Hidden pages ask when they are shown. */
export function SessionWatch() {
  useEffect(() => {
    const ask = async () => {
      if (document.visibilityState !== "visible") return;
      // No answer says nothing about the session.
      const answer = await fetch("/session", { cache: "no-store" }).catch(() => null);
      if (answer?.status === 401) location.assign("/");
    };
    const timer = setInterval(ask, EVERY_MS);
    document.addEventListener("visibilitychange", ask);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", ask);
    };
  }, []);
  return null;
}

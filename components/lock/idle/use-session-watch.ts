import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent } from "react";

/** Whoever is out is so within 5 s (S2), the time to draw the page anew among them. */
const EVERY_MS = 2_000;
const PATIENCE_MS = 10_000;

/**
 * Looks whether the page is still for whoever opened it: `standing` is theirs when it was drawn. It is drawn anew when they may
 * something else now, and `out` when nobody is signed in any more. Hidden pages ask when they are shown.
 */
export function useSessionWatch(standing: string | null, out: () => void): void {
  const router = useRouter();
  const compare = useEffectEvent((now: string | null) => {
    if (now === standing) return;
    if (now === null) out();
    else router.refresh();
  });
  useEffect(() => {
    let asked: AbortController | null = null;
    const ask = async () => {
      // One question at a time: a server that hangs is not to hold the connections that a sale needs.
      if (asked !== null || document.visibilityState !== "visible") return;
      const own = new AbortController();
      asked = own;
      const late = setTimeout(() => own.abort(), PATIENCE_MS);
      try {
        const answer = await fetch("/session", { cache: "no-store", signal: own.signal });
        const said: { standing: string | null } | null = answer.ok ? await answer.json() : null;
        if (said !== null) compare(said.standing);
      } catch {
        // No answer says nothing about the session.
      } finally {
        clearTimeout(late);
        asked = null;
      }
    };
    const timer = setInterval(ask, EVERY_MS);
    document.addEventListener("visibilitychange", ask);
    return () => {
      asked?.abort();
      clearInterval(timer);
      document.removeEventListener("visibilitychange", ask);
    };
  }, []);
}

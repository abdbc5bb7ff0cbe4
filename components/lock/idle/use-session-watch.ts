import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent } from "react";
import { sessionSettled } from "#components/login/auth-request.ts";

/** Whoever is out is so within 5 s (S2), the time to draw the page anew among them. */
const EVERY_MS = 2_000;
const PATIENCE_MS = 10_000;

type Said = { standing: string | null };

async function askStanding(signal: AbortSignal): Promise<Said | null> {
  const answer = await fetch("/session", { cache: "no-store", signal });
  return answer.ok ? answer.json() : null;
}

/**
 * Looks whether the page is still for whoever opened it: `standing` is theirs when it was drawn. It is drawn anew when they may
 * something else now, and `out` when nobody is signed in any more. Hidden pages ask when they are shown.
 */
export function useSessionWatch(standing: string | null, out: () => void): void {
  const router = useRouter();
  const compare = useEffectEvent((now: string | null | undefined) => {
    if (now === undefined || now === standing) return;
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
        const said = await askStanding(own.signal);
        if (said?.standing !== null) return compare(said?.standing);
        // While another person takes over, the session before is over: only what is said afterwards is meant for this page.
        await sessionSettled();
        compare((await askStanding(own.signal))?.standing);
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

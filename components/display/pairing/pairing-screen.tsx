"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { DisplayCode } from "#components/display/display-code.tsx";
import { useWakeLock } from "#components/display/use-wake-lock.ts";
import { Brand } from "#components/shell/brand.tsx";
import { clockText } from "#components/ui/time-text.ts";
import { useSize } from "#components/ui/use-size.ts";
import { usePairing } from "./use-pairing.ts";

/** A browser that wants to become a display: its digits, large, and the way to a till that takes them. */
export function PairingScreen({ origin }: { origin: string | null }) {
  const t = useTranslations("display.pairing");
  const pairing = usePairing();
  const own = useOwnOrigin();
  useWakeLock();
  const code = pairing.kind === "waiting" ? pairing.code : null;
  return (
    <main className="grid min-h-dvh gap-6 p-[max(1rem,min(4rem,4vw))] landscape:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] portrait:grid-rows-[auto_minmax(16rem,1fr)]">
      <section className="flex min-w-0 flex-col gap-4">
        <Brand big />
        <div className="my-auto grid gap-4">
          <h1 className="font-semibold text-title">{t("title")}</h1>
          <div role="status" className="@container">
            {code === null ? (
              <p className="text-tape">{t(pairing.kind === "waiting" ? "wait" : pairing.kind)}</p>
            ) : (
              <p
                data-pairing={code}
                className="whitespace-nowrap font-semibold text-[length:min(9rem,20cqw)] leading-[1.1] tracking-[-0.02em]"
              >
                <span className="sr-only">{t("digits", { digits: [...code].join(" ") })}</span>
                <span aria-hidden="true">{`${code.slice(0, 3)} ${code.slice(3)}`}</span>
              </p>
            )}
          </div>
          <p className="max-w-120 text-muted">{t("how")}</p>
          {pairing.kind === "waiting" && (
            <p className="text-muted text-table">
              {t("ends", { time: clockText(pairing.endsAt, Intl.DateTimeFormat().resolvedOptions().timeZone) })}
            </p>
          )}
        </div>
      </section>
      {code !== null && own !== null && <Address text={`${origin ?? own}/?display=${code}`} label={t("qr")} />}
    </main>
  );
}

function Address({ text, label }: { text: string; label: string }) {
  const [ref, size] = useSize<HTMLDivElement>();
  return (
    <div ref={ref} className="grid min-h-0 min-w-0 place-items-center overflow-hidden">
      {size !== null && (
        <DisplayCode text={text} label={label} room={Math.min(size.width, size.height, 420)} instead={text} />
      )}
    </div>
  );
}

const never = () => () => {};

/** Known in the browser only. */
const useOwnOrigin = (): string | null =>
  useSyncExternalStore(
    never,
    () => location.origin,
    () => null,
  );

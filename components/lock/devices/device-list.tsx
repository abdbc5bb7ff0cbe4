"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFresh } from "#components/login/use-fresh.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Note } from "#components/ui/note.tsx";
import type { RevokeDevice } from "#lib/devices/commands.ts";

export type ListedDevice = {
  id: string;
  kind: "till" | "display";
  name: string;
  /** Store and register. */
  place: string;
  /** In the store's time. */
  seen: string;
  /** The browser that asks. */
  isThis: boolean;
};

/** What was let in, with the way to shut it out. */
export function DeviceList({ devices, revoke }: { devices: readonly ListedDevice[]; revoke: RevokeDevice }) {
  const t = useTranslations("devices");
  const [asked, setAsked] = useState<ListedDevice | null>(null);
  if (devices.length === 0) return <p className="text-muted">{t("none")}</p>;
  return (
    <>
      <ul className="border-line border-t">
        {devices.map((device) => (
          <li key={device.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b py-2">
            <div className="min-w-0 flex-1 basis-56">
              <p className="truncate font-semibold">
                {device.name}
                {device.isThis && <span className="font-normal text-muted"> · {t("this")}</span>}
              </p>
              <p className="text-muted text-table [overflow-wrap:anywhere]">
                {t(`kinds.${device.kind}`)} · {device.place}
              </p>
              <p className="text-muted text-small tabular-nums">{t("seen", { when: device.seen })}</p>
            </div>
            <Button
              className="text-fail!"
              aria-label={t("revokeName", { name: device.name })}
              onClick={() => setAsked(device)}
            >
              {t("revoke")}
            </Button>
          </li>
        ))}
      </ul>
      {asked !== null && <RevokeDialog device={asked} revoke={revoke} onClose={() => setAsked(null)} />}
    </>
  );
}

type DialogProps = { device: ListedDevice; revoke: RevokeDevice; onClose: () => void };

function RevokeDialog({ device, revoke, onClose }: DialogProps) {
  const t = useTranslations("devices");
  const router = useRouter();
  const { freshly, dialog } = useFresh();
  const [state, setState] = useState<"idle" | "busy" | "network">("idle");

  async function confirm() {
    if (state === "busy") return;
    setState("busy");
    const ask = () => revoke({ deviceId: device.id });
    const answer = await freshly(ask).catch(() => ({ kind: "network" as const }));
    if (answer === null) return setState("idle");
    if (answer.kind === "network") return setState("network");
    if (answer.kind === "signed_out") return location.assign("/login?callbackUrl=/device");
    router.refresh();
    onClose();
  }

  return (
    <Dialog
      title={t("revokeTitle", { name: device.name })}
      onClose={onClose}
      foot={
        <>
          <Button className="min-h-13 flex-1" onClick={onClose}>
            {t("keep")}
          </Button>
          <Button look="danger" className="min-h-13 flex-2" aria-disabled={state === "busy"} onClick={confirm}>
            {t("revoke")}
          </Button>
        </>
      }
    >
      {state === "network" && (
        <div role="alert" className="tone-warn">
          <Note icon="offline">{t("network")}</Note>
        </div>
      )}
      <p>{t("revokeText")}</p>
      {dialog}
    </Dialog>
  );
}

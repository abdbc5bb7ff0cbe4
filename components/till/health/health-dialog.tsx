"use client";

import { useTranslations } from "next-intl";
import { useStore } from "#components/till/setting.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { Note } from "#components/ui/note.tsx";
import { clockText } from "#components/ui/time-text.ts";
import type { GatewayHealth } from "#lib/orders/view.ts";
import { gatewayLook, secondsText } from "./gateway-look.ts";

const TONES = { none: "tone-rest", good: "tone-paid", slow: "tone-warn", down: "tone-fail" };

/** How Alipay has answered lately, and what that means for the next sale. */
export function HealthDialog({ health, onClose }: { health: GatewayHealth | null; onClose: () => void }) {
  const t = useTranslations("till.health");
  const { timeZone } = useStore();
  const look = gatewayLook(health);
  const seconds = (milliseconds: number | null | undefined) =>
    typeof milliseconds === "number" ? t("seconds", { seconds: secondsText(milliseconds) }) : t("unknown");
  const { lastAnswerAt = null, calls = 0, failed = 0 } = health ?? {};
  return (
    <Dialog title={t("title")} closeLabel={t("close")} onClose={onClose}>
      <div className={TONES[look]}>
        <Note icon="info">{t(`means.${look}`)}</Note>
      </div>
      <Facts
        pairs={[
          [t("last"), lastAnswerAt === null ? t("unknown") : clockText(lastAnswerAt, timeZone)],
          [t("failed"), t("failedOf", { failed, calls })],
          [t("median"), seconds(health?.medianMs)],
          [t("scanToPaid"), seconds(health?.scanToPaidMs)],
        ]}
      />
    </Dialog>
  );
}
